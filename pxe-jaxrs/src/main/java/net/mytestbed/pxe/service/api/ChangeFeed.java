package net.mytestbed.pxe.service.api;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import net.mytestbed.pxe.manager.Change;
import net.mytestbed.pxe.manager.Changes;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The newest changes, and all who listen to them. Each listener has a thread of its own, which reads on from where it is, so that none
 * waits for another one, a change waits for none of them, and their number costs no memory: who is too slow finds that what it has
 * not read is forgotten, and is told so.
 */
public final class ChangeFeed implements Changes, AutoCloseable {
    /** So many changes are written at once, at most. */
    private static final int AT_A_TIME = 500;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Bounds bounds;
    private final String run =
            BaseEncoding.base16().lowerCase().encode(Longs.toByteArray(new SecureRandom().nextLong()));
    private final ThreadPoolExecutor listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toldMore = lock.newCondition();
    private final Told[] memory;
    private long newest;
    private volatile boolean open = true;

    /**
     * How much of it there may be.
     *
     * @param memory the changes that are kept
     * @param listeners the listeners at the same time
     * @param heartbeat after which time of silence a sign of life is sent
     * @param longest how long one may listen before it has to ask again, with rights that it still has
     */
    public record Bounds(int memory, int listeners, Duration heartbeat, Duration longest) {
        public static final Bounds ORDINARY = new Bounds(10_000, 64, Duration.ofSeconds(15), Duration.ofHours(1));

        public Bounds {
            checkArgument(memory > 0, "%s changes", memory);
            checkArgument(listeners > 0, "%s listeners", listeners);
            requireNonNull(heartbeat, "heartbeat");
            requireNonNull(longest, "longest");
        }
    }

    /** A change that was told; what is sent of it is written when the first listener takes it. */
    record Told(Optional<Domain> domain, Supplier<String> event) {}

    /**
     * What comes after a place.
     *
     * @param last the place of the last of it
     * @param gap whether changes that came before are forgotten
     */
    record More(EventId last, boolean gap, ImmutableList<Told> told) {}

    /** @param clock the time of changes */
    public ChangeFeed(InstantSource clock) {
        this(clock, Bounds.ORDINARY);
    }

    public ChangeFeed(InstantSource clock, Bounds bounds) {
        this.clock = requireNonNull(clock, "clock");
        this.bounds = requireNonNull(bounds, "bounds");
        this.memory = new Told[bounds.memory()];
        this.listeners = new ThreadPoolExecutor(
                0,
                bounds.listeners(),
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new ThreadFactoryBuilder()
                        .setNameFormat("events-%d")
                        .setDaemon(true)
                        .build());
    }

    @Override
    public void happened(ImmutableList<Change> changes) {
        Instant now = clock.instant();
        lock.lock();
        try {
            for (Change change : changes) {
                newest++;
                memory[slot(newest)] = told(newest(), now, change);
            }
            toldMore.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Told told(EventId id, Instant time, Change change) {
        return new Told(
                change.node().map(Node::domain),
                Suppliers.memoize(() -> WireEvents.event(id, WireEvents.CHANGE, WireEvents.change(id, time, change))));
    }

    private EventId newest() {
        return new EventId(run, newest);
    }

    private int slot(long number) {
        return (int) (number % memory.length);
    }

    /** How many listen now. */
    public int listeners() {
        return listeners.getActiveCount();
    }

    /** @throws HttpException.RuntimeException with 503 if there are too many already, or the service stops */
    void listen(EventStream listener) {
        try {
            listeners.execute(listener);
        } catch (RejectedExecutionException e) {
            throw new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503, e);
        }
    }

    Bounds bounds() {
        return bounds;
    }

    /** Until the service stops. */
    boolean isOpen() {
        return open;
    }

    /** The place after which a listener hears what happens from now on. */
    EventId now() {
        lock.lock();
        try {
            return newest();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What happened after this place; waits for it where there is nothing yet.
     *
     * @return it, or nothing where this took too long or the service stops
     */
    Optional<More> after(EventId place, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (open && place.equals(newest())) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = toldMore.awaitNanos(left);
            }
            return open ? Optional.of(more(place)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** What came directly after it is not there any more, or the place is none of this run. */
    private boolean isForgotten(EventId place) {
        return !place.run().equals(run) || place.number() > newest || newest - place.number() > memory.length;
    }

    private More more(EventId place) {
        if (isForgotten(place)) {
            return new More(newest(), true, ImmutableList.of());
        }
        long last = Math.min(newest, place.number() + AT_A_TIME);
        return new More(
                new EventId(run, last),
                false,
                LongStream.rangeClosed(place.number() + 1, last)
                        .mapToObj(number -> memory[slot(number)])
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Ends all listening at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            toldMore.signalAll();
        } finally {
            lock.unlock();
        }
        // Interrupts, after half of this time, those whose clients do not read.
        MoreExecutors.shutdownAndAwaitTermination(listeners, LONGEST_STOP);
    }
}
