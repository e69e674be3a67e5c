package net.mytestbed.pxe.tftpboot;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.node.HexIp;

/**
 * All leases as they were read last, for as long as nothing has changed in their directory: they are asked for every second, and
 * there may be ten thousand.
 */
final class LeaseMemory {
    /** A change within the same tick of the file system's clock leaves the time as it was, so a time is believed once it is this old. */
    static final Duration TICK = Duration.ofSeconds(1);

    private final Ticker ticker;
    private Optional<FileTime> seen = Optional.empty();
    private long seenFirst;
    private Optional<ImmutableMap<HexIp, Lease>> leases = Optional.empty();

    LeaseMemory(Ticker ticker) {
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /**
     * What was read last, or is read now.
     *
     * @param changedAt when the directory was changed last; asked before it is read
     */
    ImmutableMap<HexIp, Lease> all(FileTime changedAt, Supplier<ImmutableMap<HexIp, Lease>> directory) {
        Optional<ImmutableMap<HexIp, Lease>> known;
        boolean isOld;
        synchronized (this) {
            if (!seen.equals(Optional.of(changedAt))) {
                seen = Optional.of(changedAt);
                seenFirst = ticker.read();
                leases = Optional.empty();
            }
            known = leases;
            isOld = ticker.read() - seenFirst > TICK.toNanos();
        }
        return known.orElseGet(() -> {
            ImmutableMap<HexIp, Lease> read = directory.get();
            if (isOld) {
                remember(changedAt, read);
            }
            return read;
        });
    }

    private synchronized void remember(FileTime changedAt, ImmutableMap<HexIp, Lease> read) {
        if (seen.equals(Optional.of(changedAt))) {
            leases = Optional.of(read);
        }
    }
}
