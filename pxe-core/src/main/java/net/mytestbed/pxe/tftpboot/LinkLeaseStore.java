package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as symbolic links in the state directory: the name is a number, the text has the leases of one request or of a part of
 * it, so that {@code ls -l} shows what nodes boot, until when, and who wanted it. Of two that name the same node the one with the
 * higher number counts.
 */
public final class LinkLeaseStore implements LeaseStore {
    private static final Logger log = LoggerFactory.getLogger(LinkLeaseStore.class);

    private final LinkFiles files;
    private final LeaseRecords records;
    private final Path unfinished;
    private final Path finished;
    private final String ourselves = "pid-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final LeaseMemory memory;

    /** @param stateDir the state directory; best on the same file system as the boot directory, whose journal then keeps their order */
    public LinkLeaseStore(Path stateDir) {
        this(stateDir, unheard -> {});
    }

    /** @param flushes is told how long each flush of the state directory to the disk took */
    public LinkLeaseStore(Path stateDir, Consumer<Duration> flushes) {
        this(stateDir, flushes, Ticker.systemTicker());
    }

    LinkLeaseStore(Path stateDir, Consumer<Duration> flushes, Ticker ticker) {
        this.files = new LinkFiles(stateDir.toAbsolutePath().normalize(), flushes);
        this.records = new LeaseRecords(files);
        this.unfinished = files.path(".unfinished");
        this.finished = files.path(".finished");
        this.memory = new LeaseMemory(ticker);
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
        return memory.leases(stamp, isOurs(stamp.changedBy()), records::readAll);
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

    @Override
    public synchronized void record(Collection<Lease> leases) {
        try {
            LeaseIndex index = index();
            for (LeaseText text : LeaseText.write(leases)) {
                long number = index.next();
                records.create(number, text);
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
                records.remove(number);
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
                    records.remove(number);
                    index.buried(number);
                }
            }
            for (long number : withDead) {
                ImmutableList<Lease> living = index.living(number);
                if (!living.isEmpty() && records.isRewritten(number, living)) {
                    index.buried(number);
                }
            }
        } catch (IOException e) {
            throw failure(e);
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
            LeaseIndex index = records.readAll();
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
