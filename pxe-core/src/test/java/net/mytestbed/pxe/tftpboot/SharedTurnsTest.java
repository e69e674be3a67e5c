package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads, a few turns. */
class SharedTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger inTurn = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        threads.shutdownNow();
    }

    private SharedTurns turns(Duration longestWait) {
        return new SharedTurns(
                works -> {
                    begun.incrementAndGet();
                    assertThat(inTurn.incrementAndGet()).isEqualTo(1);
                    works.run();
                    inTurn.decrementAndGet();
                    over.incrementAndGet();
                },
                longestWait);
    }

    private String work(String name) {
        done.add(name);
        return name;
    }

    private String waitAtTheGate() {
        Uninterruptibles.awaitUninterruptibly(gate);
        return work("first");
    }

    private CompletableFuture<String> take(SharedTurns turns, String name) {
        return CompletableFuture.supplyAsync(() -> turns.take(() -> work(name)), threads);
    }

    private CompletableFuture<String> takeOneThatWaits(SharedTurns turns) {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> turns.take(this::waitAtTheGate), threads);
        await().until(() -> begun.get() == 1);
        return first;
    }

    /** One after the other, so that their order is known. */
    private List<CompletableFuture<String>> queue(SharedTurns turns, int works) {
        List<CompletableFuture<String>> queued = new ArrayList<>();
        for (int i = 0; i < works; i++) {
            queued.add(take(turns, "work " + i));
            int waiting = i + 1;
            await().until(() -> turns.waiting() == waiting);
        }
        return queued;
    }

    private static void join(List<CompletableFuture<String>> works) {
        works.forEach(work -> assertThat(work).succeedsWithin(LONG));
    }

    @Test
    void aWorkAloneHasATurnOfItsOwn() {
        SharedTurns turns = turns(LONG);

        assertThat(turns.take(() -> work("one"))).isEqualTo("one");
        assertThat(turns.take(() -> work("two"))).isEqualTo("two");

        assertThat(over).hasValue(2);
    }

    /** The first turn takes who comes while it runs as well; who comes after its last one is for the next turn. */
    @Test
    void whoComesWhileATurnRunsSharesIt() {
        SharedTurns turns = turns(LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        List<CompletableFuture<String>> others = queue(turns, 10);

        gate.countDown();

        assertThat(first).succeedsWithin(LONG).isEqualTo("first");
        join(others);
        assertThat(over).hasValue(1);
    }

    @Test
    void worksAreDoneInTheOrderInWhichTheyCame() {
        SharedTurns turns = turns(LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        List<CompletableFuture<String>> others = queue(turns, 5);

        gate.countDown();

        assertThat(first).succeedsWithin(LONG);
        join(others);
        assertThat(done).containsExactly("first", "work 0", "work 1", "work 2", "work 3", "work 4");
    }

    @Test
    void aTurnEndsAfterSoManyWorksAndOneWhoWaitsTakesTheNext() {
        SharedTurns turns = turns(LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        List<CompletableFuture<String>> others = queue(turns, SharedTurns.MOST_IN_A_TURN + 5);

        gate.countDown();

        assertThat(first).succeedsWithin(LONG);
        join(others);
        assertThat(over).hasValue(2);
    }

    @Test
    void noOneIsAnsweredBeforeTheTurnIsOver() {
        List<Integer> turnsOverWhenAnswered = new CopyOnWriteArrayList<>();
        SharedTurns turns = turns(LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(
                () -> {
                    turns.take(() -> work("second"));
                    return turnsOverWhenAnswered.add(over.get());
                },
                threads);
        await().until(() -> turns.waiting() == 1);

        gate.countDown();

        assertThat(first).succeedsWithin(LONG);
        assertThat(second).succeedsWithin(LONG);
        assertThat(turnsOverWhenAnswered).containsExactly(1);
    }

    @Test
    void aWorkThatFailsFailsAlone() {
        SharedTurns turns = turns(LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        CompletableFuture<String> failing = CompletableFuture.supplyAsync(
                () -> turns.take(() -> {
                    throw new IllegalStateException("its own");
                }),
                threads);
        await().until(() -> turns.waiting() == 1);
        CompletableFuture<String> last = take(turns, "last");
        await().until(() -> turns.waiting() == 2);

        gate.countDown();

        assertThat(first).succeedsWithin(LONG);
        assertThat(failing).failsWithin(LONG).withThrowableThat().withMessageContaining("its own");
        assertThat(last).succeedsWithin(LONG);
    }

    @Test
    void aTurnThatCannotBeHadFailsAllWhoWait() {
        SharedTurns turns = new SharedTurns(
                works -> {
                    begun.incrementAndGet();
                    Uninterruptibles.awaitUninterruptibly(gate);
                    throw new IllegalStateException("locked");
                },
                LONG);
        CompletableFuture<String> first = take(turns, "first");
        await().until(() -> begun.get() == 1);
        CompletableFuture<String> second = take(turns, "second");
        await().until(() -> turns.waiting() == 2);

        gate.countDown();

        assertThat(first).failsWithin(LONG).withThrowableThat().withMessageContaining("locked");
        assertThat(second).failsWithin(LONG).withThrowableThat().withMessageContaining("locked");
        assertThat(done).isEmpty();
        assertThat(begun).hasValue(1);
    }

    @Test
    void afterATurnThatCouldNotBeHadTheNextOneIsTried() {
        SharedTurns turns = new SharedTurns(
                works -> {
                    if (begun.incrementAndGet() == 1) {
                        throw new IllegalStateException("locked");
                    }
                    works.run();
                },
                LONG);

        assertThatIllegalStateException().isThrownBy(() -> turns.take(() -> work("one")));

        assertThat(turns.take(() -> work("two"))).isEqualTo("two");
    }

    @Test
    void aTurnThatCannotBeEndedIsToldToAllOfIt() {
        SharedTurns turns = new SharedTurns(
                works -> {
                    begun.incrementAndGet();
                    works.run();
                    throw new IllegalStateException("not ended");
                },
                LONG);
        CompletableFuture<String> first = takeOneThatWaits(turns);
        CompletableFuture<String> second = take(turns, "second");
        await().until(() -> turns.waiting() == 1);

        gate.countDown();

        assertThat(first).failsWithin(LONG).withThrowableThat().withMessageContaining("not ended");
        assertThat(second).failsWithin(LONG).withThrowableThat().withMessageContaining("not ended");
    }

    @Test
    void whoWaitsTooLongIsRefusedAndItsWorkIsNeverDone() {
        SharedTurns turns = turns(Duration.ofMillis(20));
        CompletableFuture<String> first = takeOneThatWaits(turns);

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> turns.take(() -> work("too late")))
                .withMessageContaining("busy");

        gate.countDown();
        assertThat(first).succeedsWithin(LONG);
        assertThat(turns.take(() -> work("next"))).isEqualTo("next");
        assertThat(done).containsExactly("first", "next");
    }
}
