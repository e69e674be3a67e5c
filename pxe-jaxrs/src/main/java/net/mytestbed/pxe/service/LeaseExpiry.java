package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the leases whose time has come, once at the start for those that ended while no service ran, and then about each second. A
 * failure is tried again the next second; the log tells each kind of it once, and when it is over.
 */
final class LeaseExpiry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseExpiry.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final PxeManager manager;
    private final ClockWatch clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("lease-expiry")
                    .setDaemon(true)
                    .build());

    /** The kinds of failures since it last worked. Only its own thread uses them. */
    private final Set<String> failures = new LinkedHashSet<>();

    private LeaseExpiry(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
        this.clock = ClockWatch.of(manager);
    }

    static LeaseExpiry start(PxeManager manager) {
        LeaseExpiry expiry = new LeaseExpiry(manager);
        var unused = expiry.thread.scheduleWithFixedDelay(expiry::expire, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return expiry;
    }

    /** Whatever it throws would end the schedule, so it throws nothing. */
    private void expire() {
        try {
            clock.look();
            manager.expire();
            if (!failures.isEmpty()) {
                log.info("expiry-works-again after={}", failures);
                failures.clear();
            }
        } catch (PxeException e) {
            Problem first = e.problems().get(0);
            if (failures.add(first.code().wireName())) {
                log.error("expiry-fails code={} reason={}", first.code().wireName(), first.sentence());
            }
        } catch (UncheckedIOException e) {
            if (failures.add(e.getClass().getName())) {
                log.error("expiry-fails reason={}", e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            if (failures.add(e.getClass().getName())) {
                log.error("expiry-fails", e);
            }
        }
    }

    /** Lets an expiry that is at work finish. */
    @Override
    public void close() {
        MoreExecutors.shutdownAndAwaitTermination(thread, LONGEST_STOP);
    }
}
