package net.mytestbed.pxe.inventory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests at once. */
@Timeout(60)
class SharedInventoryTest {
    private static final Domain GRID = Domain.of("grid.orbit-lab.org");

    private final FakeInventory content = SampleTestbeds.grid();
    private final GatedInventory origin = new GatedInventory(content);
    private final CachedInventory inventory = new CachedInventory(origin, CachePolicy.DEFAULT);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Answers when its gate is open. */
    private static final class GatedInventory implements Inventory {
        private final Inventory content;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(1);
        private volatile Optional<PxeException> failure = Optional.empty();

        GatedInventory(Inventory content) {
            this.content = content;
        }

        void close() {
            gate = new CountDownLatch(1);
        }

        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            asked.incrementAndGet();
            Uninterruptibles.awaitUninterruptibly(gate);
            failure.ifPresent(thrown -> {
                throw thrown;
            });
            return content.lookup(nodes, wanted);
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            return content.list(domain, wanted);
        }
    }

    @AfterEach
    void letAllGo() {
        origin.gate.countDown();
        threads.shutdownNow();
    }

    private static Node node(int number) {
        return new Node(NodeId.of("node" + (number / 20 + 1) + "-" + (number % 20 + 1) + "." + GRID), GRID);
    }

    private CompletableFuture<InventoryAnswer> begin(Node... nodes) {
        return CompletableFuture.supplyAsync(
                () -> inventory.lookup(ImmutableSet.copyOf(nodes), Inventory.Wanted.ADDRESS), threads);
    }

    private void awaitAsked(int times) {
        Awaitility.await().until(() -> origin.asked.get() >= times);
    }

    private List<CompletableFuture<InventoryAnswer>> fillThePlaces() {
        List<CompletableFuture<InventoryAnswer>> waiting = IntStream.range(0, Turnstile.MOST_WAITING)
                .mapToObj(i -> begin(node(i)))
                .collect(ImmutableList.toImmutableList());
        awaitAsked(Turnstile.MOST_WAITING);
        return waiting;
    }

    private static List<Problem> problems(CompletableFuture<InventoryAnswer> request) {
        List<Problem> problems = new ArrayList<>();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(request::join)
                .havingCause()
                .isInstanceOfSatisfying(PxeException.class, failure -> problems.addAll(failure.problems()));
        return problems;
    }

    @Test
    void requestsThatNeedTheSameNodeAtTheSameTimeShareOneCall() {
        CompletableFuture<InventoryAnswer> first = begin(node(1));
        awaitAsked(1);
        CompletableFuture<InventoryAnswer> second = begin(node(1));
        CompletableFuture<InventoryAnswer> third = begin(node(2), node(1));
        awaitAsked(2);
        origin.gate.countDown();
        assertThat(first.join().nodes().keySet()).containsExactly(node(1));
        assertThat(second.join().nodes().keySet()).containsExactly(node(1));
        assertThat(third.join().nodes().keySet()).containsExactly(node(2), node(1));
        assertThat(content.lookups()).isEqualTo(2);
    }

    @Test
    void whoSharesAFailingCallIsToldOfNoOtherRequestsNodes() {
        origin.failure = Optional.of(new PxeException(ImmutableList.of(down(1), down(2))));
        CompletableFuture<InventoryAnswer> both = begin(node(1), node(2));
        awaitAsked(1);
        CompletableFuture<InventoryAnswer> one = begin(node(1));
        origin.gate.countDown();
        assertThat(problems(both)).containsExactly(down(1), down(2));
        assertThat(problems(one)).containsExactly(down(1));
    }

    private static Problem down(int number) {
        return Problem.ofNode(ProblemCode.INVENTORY_DOWN, node(number).id().value(), "Down for " + number + ".");
    }

    @Test
    void moreRequestsThanMayWaitForAnInventoryThatDoesNotAnswerAreRefused() {
        fillThePlaces();
        assertThat(problems(begin(node(399)))).extracting(Problem::code).containsExactly(ProblemCode.INVENTORY_SLOW);
    }

    @Test
    void whatIsRememberedIsServedWhileAllPlacesAreTaken() {
        origin.gate.countDown();
        begin(node(399)).join();
        origin.close();
        fillThePlaces();
        assertThat(begin(node(399)).join().nodes()).hasSize(1);
    }

    @Test
    void whatIsStaleIsServedWhereAllPlacesAreTaken() {
        origin.gate.countDown();
        begin(node(399)).join();
        origin.close();
        inventory.refresh();
        fillThePlaces();
        assertThat(begin(node(399)).join().staleSince()).isPresent();
    }

    @Test
    void requestsOverTheNumberWaitForAnInventoryThatAnswers() {
        // By this clock it has not been quiet for long, however long a busy machine takes.
        CachedInventory busy = new CachedInventory(
                origin, new CachePolicy(Duration.ZERO, Duration.ZERO), InstantSource.system(), () -> 0);
        List<CompletableFuture<InventoryAnswer>> requests = IntStream.range(0, 4 * Turnstile.MOST_WAITING)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> busy.lookup(ImmutableSet.of(node(i)), Inventory.Wanted.ADDRESS), threads))
                .toList();
        awaitAsked(Turnstile.MOST_WAITING);
        assertThat(requests).noneMatch(CompletableFuture::isDone);
        origin.gate.countDown();
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.join().nodes()).hasSize(1));
    }
}
