package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.base.Strings;
import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.problem.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as symbolic links in the state directory: the name is a number, the text has the leases of one request or of a part of
 * it, so that {@code ls -l} shows what nodes boot, until when, and who wanted it. Of two that name the same node the one with the
 * higher number counts.
 */
public final class LinkLeaseStore implements LeaseStore {
    private static final Logger log = LoggerFactory.getLogger(LinkLeaseStore.class);
    private static final int DIGITS = 12;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{" + DIGITS + "}");

    /** How often records are listed again while another process makes new ones; each time only those are read. */
    private static final int MOST_ATTEMPTS = 100;

    private final LinkFiles files;
    private final Path unfinished;
    private final Path finished;
    private final String ourselves = "pid-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final LeaseMemory memory = new LeaseMemory(Ticker.systemTicker());
    /** Records that the log has told of already; they are looked at again and again. */
    private final Set<String> reported = new HashSet<>();

    /** @param stateDir the state directory; best on the same file system as the boot directory, whose journal then keeps their order */
    public LinkLeaseStore(Path stateDir) {
        this(stateDir, unheard -> {});
    }

    /** @param flushes is told how long each flush of the state directory to the disk took */
    public LinkLeaseStore(Path stateDir, Consumer<Duration> flushes) {
        this.files = new LinkFiles(stateDir.toAbsolutePath().normalize(), flushes);
        this.unfinished = files.path(".unfinished");
        this.finished = files.path(".finished");
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
    public synchronized ImmutableMap<HexIp, Lease> all() {
        try {
            return index().all();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized ImmutableMap<HexIp, Lease> find(Set<HexIp> addresses) {
        try {
            LeaseIndex index = index();
            return addresses.stream()
                    .map(index::find)
                    .flatMap(Optional::stream)
                    .collect(toImmutableMap(Lease::address, lease -> lease));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** While the mark of an unfinished change is ours no other process changes anything, and what we hold is what stands there. */
    private LeaseIndex index() throws IOException {
        if (isOurs(target(unfinished))) {
            return memory.held();
        }
        LeaseMemory.Stamp stamp = stamp();
        return memory.leases(stamp, isOurs(stamp.changedBy()), this::readAll);
    }

    private boolean isOurs(Optional<String> mark) {
        return mark.filter(ourselves::equals).isPresent();
    }

    private LeaseMemory.Stamp stamp() throws IOException {
        return new LeaseMemory.Stamp(target(finished), changedAt());
    }

    private Optional<FileTime> changedAt() throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(files.directory()));
        } catch (NoSuchFileException neverUsed) {
            return Optional.empty();
        }
    }

    /** What a symbolic link says; empty if there is none. */
    private static Optional<String> target(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException | NotLinkException none) {
            return Optional.empty();
        }
    }

    /**
     * Another process may replace a lease meanwhile: the new record is made before the old one goes. So when all that was listed has been
     * read and nothing new is listed, no lease was missed.
     */
    private LeaseIndex readAll() throws IOException {
        NavigableMap<String, Optional<LeaseText>> read = new TreeMap<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Set<String> listed = recordNames();
            if (read.keySet().containsAll(listed)) {
                break;
            }
            for (String name : listed) {
                if (!read.containsKey(name)) {
                    read.put(name, lease(name));
                }
            }
        }
        LeaseIndex index = new LeaseIndex();
        read.forEach((name, leases) -> {
            index.reserve(Long.parseLong(name));
            leases.ifPresent(found -> index.add(Long.parseLong(name), found.leases()));
        });
        index.confirm();
        return index;
    }

    private Set<String> recordNames() throws IOException {
        try (Stream<Path> names = Files.list(files.directory())) {
            return names.map(path -> path.getFileName().toString())
                    .filter(name -> NUMBER.matcher(name).matches())
                    .collect(toImmutableSet());
        } catch (NoSuchFileException neverUsed) {
            return ImmutableSet.of();
        }
    }

    private Optional<LeaseText> lease(String name) throws IOException {
        try {
            String text = Files.readSymbolicLink(files.path(name)).toString();
            Optional<LeaseText> leases = LeaseText.parse(text);
            if (leases.isEmpty()) {
                reportUnreadable(name, text);
            }
            return leases;
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        } catch (NotLinkException e) {
            reportUnreadable(name, "not a symbolic link");
            return Optional.empty();
        }
    }

    private void reportUnreadable(String name, String text) {
        if (reported.add(name)) {
            log.warn(
                    "unreadable-lease file={} text={} effect=its-links-are-the-operators",
                    files.path(name),
                    Quoted.quoted(text));
        }
    }

    private static String name(long number) {
        return Strings.padStart(Long.toString(number), DIGITS, '0');
    }

    @Override
    public synchronized void record(Collection<Lease> leases) {
        try {
            LeaseIndex index = index();
            for (LeaseText text : LeaseText.write(leases)) {
                long number = index.next();
                files.create(name(number), text.text());
                index.add(number, text.leases());
            }
        } catch (IOException e) {
            PxeException failure = failure(e);
            try {
                revoke();
            } catch (PxeException notUndone) {
                failure.addSuppressed(notUndone);
            }
            throw failure;
        }
    }

    @Override
    public synchronized void confirm() {
        memory.held().confirm();
        bury();
    }

    @Override
    public synchronized void revoke() {
        LeaseIndex index = memory.held();
        try {
            for (long number : index.unconfirmed()) {
                files.remove(name(number));
                index.takeBack(number);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void forget(Set<HexIp> addresses) {
        try {
            index().kill(addresses);
        } catch (IOException e) {
            throw failure(e);
        }
        bury();
    }

    /** Removes the dead leases from disk. Records without a living one go first, for that makes room. */
    private void bury() {
        LeaseIndex index = memory.held();
        ImmutableSortedSet<Long> withDead = index.withDead();
        try {
            for (long number : withDead) {
                if (index.living(number).isEmpty()) {
                    files.remove(name(number));
                    index.buried(number);
                }
            }
            for (long number : withDead) {
                ImmutableList<Lease> living = index.living(number);
                if (!living.isEmpty() && isRewritten(name(number), living)) {
                    index.buried(number);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Where there is no room for the shorter text the longer one stays: what it says too much has no link, or a newer lease. */
    private boolean isRewritten(String name, ImmutableList<Lease> living) throws IOException {
        try {
            files.stage(name, LeaseText.write(living).get(0).text());
            files.swapIn(name);
            return true;
        } catch (IOException e) {
            if (!DirectoryFailure.isOfRoom(e)) {
                throw e;
            }
            if (reported.add(name)) {
                log.warn("keep-ended-leases file={} reason=no-room until=the-next-change", files.path(name));
            }
            return false;
        }
    }

    @Override
    public synchronized void begin() {
        try {
            index();
            if (isOurs(target(finished))) {
                Files.move(finished, unfinished, ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(finished);
                Files.createSymbolicLink(unfinished, Path.of(ourselves));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void end() {
        try {
            if (isOurs(target(unfinished))) {
                Files.move(unfinished, finished, ATOMIC_MOVE);
                memory.see(stamp());
            } else {
                Files.deleteIfExists(finished);
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean isUnfinished() {
        return Files.isSymbolicLink(unfinished);
    }

    @Override
    public synchronized void mend(LinkTable table) {
        try {
            files.removeTemporaries();
            LeaseIndex index = readAll();
            memory.hold(index);
            index.correct(lease -> lease.covers(table.entry(lease.address()))).forEach(LinkLeaseStore::tell);
        } catch (IOException e) {
            throw failure(e);
        }
        bury();
    }

    private static void tell(LeaseIndex.Corrected mended) {
        Lease lease = mended.newest();
        log.warn(
                "mend-lease node={} address={} hex={} image={} reason=interrupted-change link={}",
                lease.node(),
                lease.address().address(),
                lease.address(),
                lease.image(),
                mended.counting().isPresent() ? "as-before" : "not-ours");
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
