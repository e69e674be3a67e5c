package net.mytestbed.pxe.inventory.http;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Makes the calls to one inventory, a bounded number of them at once, whichever requests they belong to. Its threads end by
 * themselves when there is nothing to do.
 */
final class ParallelCalls {
    /** How many calls one inventory gets at once: OMF's web server has a thread for each, and one database behind them. */
    static final int AT_ONCE = 8;

    private static final int IDLE_SECONDS = 10;

    private final URI inventory;
    private final Duration limit;
    private final BooleanSupplier inDoubt;
    private final ThreadPoolExecutor threads;

    /**
     * @param limit how long all calls of one request may take together
     * @param inDoubt whether one call of a request should come back before the others follow
     */
    ParallelCalls(URI inventory, Duration limit, BooleanSupplier inDoubt) {
        this.inDoubt = requireNonNull(inDoubt, "inDoubt");
        this.inventory = requireNonNull(inventory, "inventory");
        this.limit = requireNonNull(limit, "limit");
        this.threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ThreadFactoryBuilder()
                        .setNameFormat("inventory-" + inventory.getHost() + "-%d")
                        .setDaemon(true)
                        .build());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins a request; its time runs from now on. */
    Request begin() {
        return new Request(System.nanoTime() + limit.toNanos());
    }

    /** The calls that belong together. */
    final class Request {
        private final long deadline;

        private Request(long deadline) {
            this.deadline = deadline;
        }

        /**
         * The results of all these calls in their order. The first call that fails ends the others.
         *
         * @throws PxeException that of the failing call, or {@code INVENTORY_SLOW} at the end of the request's time
         */
        <T> ImmutableList<T> all(List<Callable<T>> calls) {
            if (inDoubt.getAsBoolean() && calls.size() > 1) {
                T first = one(calls.get(0));
                return ImmutableList.<T>builder()
                        .add(first)
                        .addAll(all(calls.subList(1, calls.size())))
                        .build();
            }
            ExecutorCompletionService<T> completed = new ExecutorCompletionService<>(threads);
            List<Future<T>> results = calls.stream().map(completed::submit).toList();
            try {
                for (int i = 0; i < calls.size(); i++) {
                    Future<T> next = completed.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        throw slow(calls.size() - i);
                    }
                    next.get();
                }
                return results.stream().map(Futures::getUnchecked).collect(toImmutableList());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof PxeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw slow(calls.size());
            } finally {
                results.forEach(result -> result.cancel(true));
            }
        }

        /** The result of a single call, under the same conditions. */
        <T> T one(Callable<T> call) {
            return all(ImmutableList.of(call)).get(0);
        }

        private PxeException slow(int missing) {
            return new PxeException(Problem.of(
                    ProblemCode.INVENTORY_SLOW,
                    "The inventory at " + inventory + " left " + missing + " calls unanswered within "
                            + limit.toMillis() + " ms. Check its load, or allow it more time."));
        }
    }
}
