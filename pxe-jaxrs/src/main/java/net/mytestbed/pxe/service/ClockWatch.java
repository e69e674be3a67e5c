package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import net.mytestbed.pxe.manager.PxeManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was put forward or back, and moves the leases with it: a link stands for as long as was asked, whatever
 * the clock says meanwhile. It compares the clock with the time since boot, which no one can set and which goes on while the
 * machine is suspended.
 */
final class ClockWatch {
    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** Less is how long a look itself may be held up between the two clocks. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final PxeManager manager;
    private final InstantSource clock;
    private final Supplier<Duration> sinceBoot;
    private Instant lastClock;
    private Duration lastSinceBoot;

    ClockWatch(PxeManager manager, InstantSource clock, Supplier<Duration> sinceBoot) {
        this.manager = requireNonNull(manager, "manager");
        this.clock = requireNonNull(clock, "clock");
        this.sinceBoot = requireNonNull(sinceBoot, "sinceBoot");
        this.lastClock = clock.instant();
        this.lastSinceBoot = sinceBoot.get();
    }

    /** Over the clocks of this machine. */
    static ClockWatch of(PxeManager manager) {
        return new ClockWatch(
                manager,
                InstantSource.system(),
                Files.isReadable(UPTIME) ? ClockWatch::uptime : () -> Duration.ofNanos(System.nanoTime()));
    }

    /** Its first number is seconds since boot with suspended time (proc(5)). */
    private static Duration uptime() {
        try {
            String seconds = Iterables.get(Splitter.on(' ').split(Files.readString(UPTIME)), 0);
            return Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValueExact());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The time since boot cannot be read from " + UPTIME + ": " + e.getMessage() + ".", e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalStateException("The time since boot cannot be read from " + UPTIME + ".", e);
        }
    }

    /** Compares the clocks. If moving the leases fails, the next look finds the same. */
    void look() {
        Instant now = clock.instant();
        Duration boot = sinceBoot.get();
        Duration elapsed = boot.minus(lastSinceBoot);
        Duration moved = Duration.between(lastClock, now).minus(elapsed);
        if (moved.abs().compareTo(LEAST) > 0) {
            Duration by = Duration.ofSeconds(moved.toSeconds());
            manager.moveLeases(by, now.minus(elapsed).minusSeconds(1));
            log.warn("clock-moved by={} now={} leases=moved-with-it", by, now);
        }
        lastClock = now;
        lastSinceBoot = boot;
    }
}
