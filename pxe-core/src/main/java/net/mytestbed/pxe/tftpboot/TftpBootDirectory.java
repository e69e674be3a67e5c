package net.mytestbed.pxe.tftpboot;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.AskedFile;
import net.mytestbed.pxe.link.AskedFile.Found;
import net.mytestbed.pxe.link.AskedFile.NotServed;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ConfigFile;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.link.Occupied;
import net.mytestbed.pxe.link.Turns;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code pxelinux.cfg/} in the tree of a TFTP server. */
public final class TftpBootDirectory implements BootDirectory {
    private static final Logger log = LoggerFactory.getLogger(TftpBootDirectory.class);

    /** The directory as PXELINUX asks for it, whatever it is called here. */
    private static final String ASKED = "pxelinux.cfg/";

    private final Path cfgDir;
    private final Path stateDir;
    private final LinkFiles files;
    private final ServedTree served;
    private final DirectoryLock lock;

    /**
     * @param cfgDir the directory in which PXELINUX looks for configurations; its parent is the boot program's directory
     * @param stateDir where the lock is kept, so that every process that uses one of them uses both
     */
    public TftpBootDirectory(Path cfgDir, Path stateDir) {
        this(cfgDir, stateDir, unheard -> {});
    }

    /** @param flushes is told how long each flush of the boot directory to the disk took */
    public TftpBootDirectory(Path cfgDir, Path stateDir, Consumer<Duration> flushes) {
        this.cfgDir = cfgDir.toAbsolutePath().normalize();
        this.stateDir = stateDir.toAbsolutePath().normalize();
        this.files = new LinkFiles(this.cfgDir, flushes);
        this.served = new ServedTree(this.cfgDir.resolveSibling(""));
        this.lock = new DirectoryLock(stateDir);
    }

    @Override
    public void prepare() {
        try {
            checkOneFileSystem();
            files.removeTemporaries();
            createDefault();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Only one journal keeps the order of a lease and its link. */
    private void checkOneFileSystem() throws IOException {
        if (Files.exists(stateDir)
                && !Files.getAttribute(cfgDir, "unix:dev").equals(Files.getAttribute(stateDir, "unix:dev"))) {
            throw new PxeException(
                    Problem.of(
                            ProblemCode.DIRECTORY_FAILED,
                            "The state directory " + stateDir + " is on another file system than the boot directory "
                                    + cfgDir
                                    + ", so that a power cut could part links from their leases: put stateDir on the same one."));
        }
    }

    /** Written under another name and then linked, so that it is never half there and never takes the place of another one. */
    private void createDefault() throws IOException {
        Path path = cfgDir.resolve(BootConfigName.DEFAULT.value());
        if (Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        Path temporary = cfgDir.resolve(".default.pxe-new");
        Files.write(temporary, BootConfig.localDisk().bytes());
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createLink(path, temporary);
        Files.delete(temporary);
        files.settle();
        log.info("create-default file={} boots=local-disk", path);
    }

    @Override
    public void checkWritable() {
        WritableCheck.check(cfgDir);
        WritableCheck.check(stateDir);
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        // First, else the state directory with the lock would be made, or be complained of, beside a directory that is
        // missing.
        if (!Files.isDirectory(cfgDir)) {
            throw failure(new NoSuchFileException(cfgDir.toString()));
        }
        return lock.exclusively(work);
    }

    @Override
    public Turns turns(Consumer<Runnable> turn) {
        return new SharedTurns(turn, DirectoryLock.LONGEST_WAIT);
    }

    @Override
    public LinkTable links() {
        try (Stream<Path> names = Files.list(cfgDir)) {
            return LinkTable.of(names.map(path -> path.getFileName().toString())
                    .filter(HexIp::isHex)
                    .map(HexIp::ofHex)
                    .map(this::entry)
                    .flatMap(Optional::stream)
                    .collect(toImmutableList()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public LinkTable links(Set<HexIp> addresses) {
        return LinkTable.of(
                addresses.stream().map(this::entry).flatMap(Optional::stream).collect(toImmutableList()));
    }

    private Optional<LinkEntry> entry(HexIp address) {
        Path path = files.path(address.hex());
        try {
            return Optional.of(link(address, Files.readSymbolicLink(path).toString()));
        } catch (NotLinkException e) {
            return occupied(address, path);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(cfgDir)) {
                throw failure(e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** OMF 5.4 wrote its links with a leading {@code ./}. */
    private static LinkEntry link(HexIp address, String target) {
        try {
            return new BootLink(address, BootConfigName.of(target.startsWith("./") ? target.substring(2) : target));
        } catch (IllegalArgumentException e) {
            return new ForeignLink(address, target);
        }
    }

    private Optional<LinkEntry> occupied(HexIp address, Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            Occupied.Kind kind = attributes.isDirectory()
                    ? Occupied.Kind.DIRECTORY
                    : attributes.isRegularFile() ? Occupied.Kind.FILE : Occupied.Kind.SPECIAL;
            return Optional.of(new Occupied(address, kind));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void apply(LinkPlan plan) {
        checkArgument(plan.refusals().findAny().isEmpty(), "a plan with refusals cannot be carried out");
        if (!plan.changesAnything()) {
            return;
        }
        try {
            new LinkSwap(files).run(plan.changes().values());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void settle() {
        try {
            files.settle();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public ConfigFile configuration(BootConfigName name) {
        if (!Files.isDirectory(cfgDir)) {
            throw failure(new NoSuchFileException(cfgDir.toString()));
        }
        Path path = cfgDir.resolve(name.value());
        AskedFile file = new ConfigFileReader(path).read();
        if (file instanceof Found found) {
            return new ConfigFile.Served(name, found.config());
        }
        return new ConfigFile.Unusable(
                name, file instanceof NotServed notServed ? notServed.reason() : ConfigFileReader.isMissing(path));
    }

    @Override
    public AskedFile asked(String path) {
        if (!Files.isDirectory(cfgDir)) {
            throw failure(new NoSuchFileException(cfgDir.toString()));
        }
        // The directory of pxelinux.cfg may have another name; what nodes ask for is always under this one.
        return new ConfigFileReader(
                        path.startsWith(ASKED)
                                ? cfgDir.resolve(path.substring(ASKED.length()))
                                : cfgDir.resolveSibling(path))
                .read();
    }

    @Override
    public ImmutableSortedSet<BootConfigName> configurations() {
        try (Stream<Path> paths = Files.list(cfgDir)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> configName(path.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .collect(toImmutableSortedSet(naturalOrder()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Optional<BootConfigName> configName(String file) {
        try {
            return Optional.of(BootConfigName.of(file));
        } catch (IllegalArgumentException notAConfiguration) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String path) {
        return served.exists(path);
    }

    @Override
    public Optional<Hindrance> hindrance(String path) {
        return served.hindrance(path);
    }

    private PxeException failure(IOException e) {
        return DirectoryFailure.of(cfgDir, e);
    }
}
