package net.mytestbed.pxe.tftpboot;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The leases as they were read last, for as long as nothing has changed in their directory: they are asked for at each request and
 * every second, and there may be ten thousand. Not safe for concurrent use.
 */
final class LeaseMemory {
    /** A change within the same tick of the file system's clock leaves the time as it was, so a time is believed once it is this old. */
    static final Duration TICK = Duration.ofSeconds(1);

    private final Ticker ticker;
    private Optional<Stamp> seen = Optional.empty();
    private long seenFirst;
    private boolean readSince;
    private LeaseIndex leases = new LeaseIndex();

    LeaseMemory(Ticker ticker) {
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /**
     * How a directory tells that it has changed.
     *
     * @param changedBy who ended the last change; empty: not known
     * @param at the directory's time of modification; empty: there is no directory
     */
    record Stamp(Optional<String> changedBy, Optional<FileTime> at) {}

    /** Reads the directory. */
    interface Reading {
        LeaseIndex read() throws IOException;
    }

    /**
     * What was read last, or is read now.
     *
     * @param stamp of the directory; asked before it is read
     * @param ours whether we ended the last change, so that at most someone who knows nothing of us has come since
     */
    LeaseIndex leases(Stamp stamp, boolean ours, Reading directory) throws IOException {
        if (!seen.equals(Optional.of(stamp))) {
            leases = directory.read();
            see(stamp);
        } else if (!readSince && (isOld() || !ours)) {
            boolean old = isOld();
            leases = directory.read();
            readSince = old;
        }
        return leases;
    }

    /** What was read last, with all changes made since. */
    LeaseIndex held() {
        return leases;
    }

    /** From now on the directory is known to be like this. */
    void hold(LeaseIndex known) {
        leases = known;
    }

    /** What is held is what stands in the directory now that it has this stamp. */
    void see(Stamp stamp) {
        seen = Optional.of(stamp);
        seenFirst = ticker.read();
        readSince = false;
    }

    private boolean isOld() {
        return ticker.read() - seenFirst > TICK.toNanos();
    }
}
