package net.mytestbed.pxe.inventory.cache;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Lets a bounded number of requests wait for one inventory, so that one which does not answer cannot hold every request that the
 * service has room for. While it answers, others queue here; when nobody has had an answer for a while, they are refused at once.
 */
final class Turnstile {
    /** Many times the calls that an inventory gets at once, and a third of the requests that the service serves at once. */
    static final int MOST_WAITING = 32;

    /** For how long an inventory that is asked and says nothing is still taken for one that answers. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Inventory inventory;
    private final Ticker ticker;
    private final Semaphore places = new Semaphore(MOST_WAITING, true);
    private final AtomicInteger waiting = new AtomicInteger();

    /** Since when somebody waits and nobody has had an answer. */
    private volatile long quietSince;

    Turnstile(Inventory inventory, Ticker ticker) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /** @throws PxeException with {@code INVENTORY_SLOW} if too many wait already, or as the question itself */
    <T> T ask(Supplier<T> question) {
        enter();
        try {
            if (waiting.getAndIncrement() == 0) {
                quietSince = ticker.read();
            }
            T answer = question.get();
            quietSince = ticker.read();
            return answer;
        } finally {
            waiting.decrementAndGet();
            places.release();
        }
    }

    /** How many ask now. */
    int waiting() {
        return waiting.get();
    }

    private void enter() {
        long patience = 0;
        while (!hasPlaceWithin(patience)) {
            // Longer each time that somebody got an answer meanwhile.
            patience = quietSince + PATIENCE.toNanos() - ticker.read();
            if (patience <= 0) {
                throw busy();
            }
        }
    }

    private boolean hasPlaceWithin(long nanos) {
        try {
            return places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private PxeException busy() {
        return new PxeException(Problem.of(
                ProblemCode.INVENTORY_SLOW,
                MOST_WAITING + " requests wait already for the inventory at " + inventory
                        + ", and it does not answer. Check its load, and try again."));
    }
}
