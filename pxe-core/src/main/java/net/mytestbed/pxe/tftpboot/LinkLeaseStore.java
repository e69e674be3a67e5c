package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
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
    /** What the log has told already; it is asked for every second. */
    private final Set<HexIp> reported = ConcurrentHashMap.newKeySet();

    /** @param stateDir the state directory; best on the same file system as the boot directory, whose journal then keeps their order */
    public LinkLeaseStore(Path stateDir) {
        this.files = new LinkFiles(stateDir.toAbsolutePath().normalize());
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
    public void record(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        try {
            for (Lease lease : leases) {
                files.stage(lease.address(), LeaseText.write(lease));
            }
            for (Lease lease : leases) {
                files.swapIn(lease.address());
            }
            files.flush();
        } catch (IOException e) {
            unstage(leases, e);
            throw failure(e);
        }
    }

    private void unstage(Collection<Lease> leases, IOException failure) {
        for (Lease lease : leases) {
            try {
                files.unstage(lease.address());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Not flushed: a lease that comes back after a power cut has no link, and so no effect. */
    @Override
    public void forget(Set<HexIp> addresses) {
        try {
            for (HexIp address : addresses) {
                Files.deleteIfExists(files.path(address));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private PxeException failure(IOException e) {
        return DirectoryFailure.of(files.directory(), e);
    }
}
