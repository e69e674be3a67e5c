package net.mytestbed.pxe.tftpboot;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.mytestbed.pxe.link.Turns;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Lets the changes of many threads share turns at the directory, which is locked once for all of a turn. Who comes while a turn
 * runs waits; then the first of those who wait takes the next turn for all of them, in the order in which they came.
 */
final class SharedTurns implements Turns {
    /** Other processes wait while a turn runs. */
    static final int MOST_IN_A_TURN = 64;

    private final Consumer<Runnable> turn;
    private final Duration longestWait;
    private final Queue<Work<?>> waiting = new ArrayDeque<>();
    private boolean running;

    /**
     * @param turn runs a turn while no one else changes the directory; if it throws, all of the turn are told so
     * @param longestWait how long a work waits for its turn
     */
    SharedTurns(Consumer<Runnable> turn, Duration longestWait) {
        this.turn = requireNonNull(turn, "turn");
        this.longestWait = requireNonNull(longestWait, "longestWait");
    }

    private enum Told {
        DONE,
        TAKE_A_TURN
    }

    /** What one thread wants done, and what it is told while it waits. */
    private static final class Work<T> extends FutureTask<T> {
        private final CompletableFuture<Told> told = new CompletableFuture<>();

        Work(Supplier<T> work) {
            super(work::get);
        }

        T outcome() {
            try {
                return requireNonNull(Futures.getDone(this), "outcome");
            } catch (ExecutionException e) {
                throw thrown(e);
            }
        }
    }

    @Override
    public <T> T take(Supplier<T> work) {
        Work<T> mine = new Work<>(work);
        if (startsATurn(mine) || wait(mine) == Told.TAKE_A_TURN) {
            takeATurn();
        }
        return mine.outcome();
    }

    private synchronized boolean startsATurn(Work<?> mine) {
        waiting.add(mine);
        boolean first = !running;
        running = true;
        return first;
    }

    /** How many have no turn yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    private Told wait(Work<?> mine) {
        try {
            try {
                return requireNonNull(
                        Uninterruptibles.getUninterruptibly(mine.told, longestWait.toNanos(), NANOSECONDS), "told");
            } catch (TimeoutException e) {
                giveUp(mine);
                return requireNonNull(Uninterruptibles.getUninterruptibly(mine.told), "told");
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        }
    }

    /** A work that is at its turn by now is waited for. */
    private synchronized void giveUp(Work<?> mine) {
        if (!mine.told.isDone() && waiting.remove(mine)) {
            throw new PxeException(Problem.of(
                    ProblemCode.DIRECTORY_FAILED,
                    "The boot directory has been busy with other requests for " + longestWait.toSeconds()
                            + " s; nothing was changed. Try again, and see whether its disk still answers."));
        }
    }

    private void takeATurn() {
        List<Work<?>> done = new ArrayList<>();
        try {
            turn.accept(() -> {
                for (Optional<Work<?>> next = next(); next.isPresent(); next = next()) {
                    done.add(next.get());
                    next.get().run();
                    if (done.size() == MOST_IN_A_TURN) {
                        break;
                    }
                }
            });
            done.forEach(work -> work.told.complete(Told.DONE));
        } catch (RuntimeException | Error failure) {
            // Who waits for a directory that cannot be had has waited long enough.
            (done.isEmpty() ? allWaiting() : done).forEach(work -> work.told.completeExceptionally(failure));
            throw failure;
        } finally {
            handOver();
        }
    }

    private synchronized Optional<Work<?>> next() {
        return Optional.ofNullable(waiting.poll());
    }

    private synchronized List<Work<?>> allWaiting() {
        List<Work<?>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private synchronized void handOver() {
        Work<?> next = waiting.peek();
        if (next == null) {
            running = false;
        } else {
            next.told.complete(Told.TAKE_A_TURN);
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        Throwable cause = requireNonNull(e.getCause(), "cause");
        Throwables.throwIfUnchecked(cause);
        return new IllegalStateException(cause);
    }
}
