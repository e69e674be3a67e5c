package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.function.Predicate.not;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.problem.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as symbolic links in the state directory: the name is the node's hexadecimal name, the text is the record, so that
 * {@code ls -l} shows what a node boots, until when, and who wanted it.
 */
public final class LinkLeaseStore implements LeaseStore {
    private static final Logger log = LoggerFactory.getLogger(LinkLeaseStore.class);

    private final LinkFiles files;
    private final Path unfinished;
    private final LeaseMemory memory = new LeaseMemory(Ticker.systemTicker());
    /** What the log has told already; it is asked for every second. */
    private final Set<HexIp> reported = ConcurrentHashMap.newKeySet();

    /** @param stateDir the state directory; best on the same file system as the boot directory, whose journal then keeps their order */
    public LinkLeaseStore(Path stateDir) {
        this(stateDir, unheard -> {});
    }

    /** @param flushes is told how long each flush of the state directory to the disk took */
    public LinkLeaseStore(Path stateDir, Consumer<Duration> flushes) {
        this.files = new LinkFiles(stateDir.toAbsolutePath().normalize(), flushes);
        this.unfinished = files.directory().resolve(".unfinished");
    }

    @Override
    public void prepare() {
        try {
            Files.createDirectory(files.directory());
        } catch (FileAlreadyExistsException e) {
            // It is there, or a file is in its place: the check tells.
        } catch (IOException e) {
            throw failure(e);
        }
        WritableCheck.check(files.directory());
        try {
            files.removeTemporaries();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public ImmutableMap<HexIp, Lease> all() {
        try {
            return memory.all(Files.getLastModifiedTime(files.directory()), this::readAll);
        } catch (NoSuchFileException neverUsed) {
            return ImmutableMap.of();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private ImmutableMap<HexIp, Lease> readAll() {
        try (Stream<Path> names = Files.list(files.directory())) {
            return leases(names.map(path -> path.getFileName().toString())
                    .filter(HexIp::isHex)
                    .map(HexIp::ofHex));
        } catch (NoSuchFileException neverUsed) {
            return ImmutableMap.of();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public ImmutableMap<HexIp, Lease> find(Set<HexIp> addresses) {
        return leases(addresses.stream());
    }

    private ImmutableMap<HexIp, Lease> leases(Stream<HexIp> addresses) {
        return addresses
                .map(this::read)
                .flatMap(Optional::stream)
                .collect(toImmutableMap(Lease::address, lease -> lease));
    }

    private Optional<Lease> read(HexIp address) {
        try {
            String text = Files.readSymbolicLink(files.path(address)).toString();
            Optional<Lease> lease = LeaseText.parse(address, text);
            if (lease.isEmpty()) {
                report(address, text);
            }
            return lease;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NotLinkException e) {
            report(address, "not a symbolic link");
            return Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void report(HexIp address, String text) {
        if (reported.add(address)) {
            log.warn(
                    "unreadable-lease file={} text={} effect=the-link-is-the-operators",
                    files.path(address),
                    Quoted.quoted(text));
        }
    }

    @Override
    public void record(Collection<Lease> leases, ImmutableMap<HexIp, Lease> before) {
        Predicate<Lease> replacesOne = lease -> before.containsKey(lease.address());
        List<Lease> replacing = leases.stream().filter(replacesOne).toList();
        List<Lease> first = leases.stream().filter(not(replacesOne)).toList();
        Set<HexIp> recorded = new HashSet<>();
        try {
            // All that needs room comes before anything is replaced, so that undoing it needs none.
            for (Lease lease : replacing) {
                files.stage(lease.address(), LeaseText.write(lease, former(before, lease)));
            }
            for (Lease lease : first) {
                create(lease);
                recorded.add(lease.address());
            }
            for (Lease lease : replacing) {
                files.swapIn(lease.address());
                recorded.add(lease.address());
            }
        } catch (IOException e) {
            undo(leases, recorded, before, e);
            throw failure(e);
        }
    }

    /** In one step, where nothing stands that is to be replaced; what may stand there is no lease that can be read. */
    private void create(Lease lease) throws IOException {
        String text = LeaseText.write(lease, Optional.empty());
        try {
            files.create(lease.address(), text);
        } catch (FileAlreadyExistsException unreadable) {
            files.stage(lease.address(), text);
            files.swapIn(lease.address());
        }
    }

    private static Optional<BootConfigName> former(ImmutableMap<HexIp, Lease> before, Lease lease) {
        return Optional.ofNullable(before.get(lease.address()))
                .map(Lease::image)
                .filter(image -> !image.equals(lease.image()));
    }

    private void undo(
            Collection<Lease> leases, Set<HexIp> recorded, ImmutableMap<HexIp, Lease> before, IOException failure) {
        try {
            for (Lease lease : leases) {
                files.unstage(lease.address());
            }
            putBack(recorded, before);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void restore(Set<HexIp> addresses, ImmutableMap<HexIp, Lease> before) {
        try {
            putBack(addresses, before);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void putBack(Set<HexIp> addresses, ImmutableMap<HexIp, Lease> before) throws IOException {
        for (HexIp address : addresses) {
            Optional<Lease> earlier = Optional.ofNullable(before.get(address));
            if (earlier.isPresent()) {
                files.stage(address, LeaseText.write(earlier.get(), Optional.empty()));
                files.swapIn(address);
            } else {
                files.remove(address);
            }
        }
    }

    @Override
    public void forget(Set<HexIp> addresses) {
        try {
            for (HexIp address : addresses) {
                files.remove(address);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void begin() {
        try {
            Files.createSymbolicLink(
                    unfinished, Path.of("pid-" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void end() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean isUnfinished() {
        return Files.isSymbolicLink(unfinished);
    }

    @Override
    public void mend(LinkTable table) {
        try {
            files.removeTemporaries();
            for (Lease lease : readAll().values()) {
                Optional<LinkEntry> entry = table.entry(lease.address());
                if (entry.filter(lease::covers).isEmpty()) {
                    mend(lease, entry);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void mend(Lease lease, Optional<LinkEntry> entry) throws IOException {
        Optional<Lease> former = LeaseText.parseFormer(
                        lease.address(),
                        Files.readSymbolicLink(files.path(lease.address())).toString())
                .filter(found -> entry.filter(found::covers).isPresent());
        if (former.isPresent()) {
            files.stage(lease.address(), LeaseText.write(former.get(), Optional.empty()));
            files.swapIn(lease.address());
        } else {
            files.remove(lease.address());
        }
        log.warn(
                "mend-lease node={} address={} hex={} image={} reason=interrupted-change link={}",
                lease.node(),
                lease.address().address(),
                lease.address(),
                lease.image(),
                former.isPresent() ? "as-before" : "not-ours");
    }

    @Override
    public void settle() {
        try {
            files.settle();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private PxeException failure(IOException e) {
        return DirectoryFailure.of(files.directory(), e);
    }
}
