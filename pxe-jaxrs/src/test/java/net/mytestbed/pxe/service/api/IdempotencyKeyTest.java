package net.mytestbed.pxe.service.api;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.util.concurrent.Uninterruptibles;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller who heard no answer may ask again. */
class IdempotencyKeyTest {
    private static final String SET = "{\"action\": \"set\", \"nodes\": [\"node1-2.sb8.orbit-lab.org\"]}";
    private static final String CLEAR = "{\"action\": \"clear\", \"nodes\": [\"node1-2.sb8.orbit-lab.org\"]}";

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    private HttpResponse<String> post(String key, String query, String json) {
        return service.send(
                "POST",
                "/api/v1/plans" + query,
                BodyPublishers.ofString(json),
                ImmutableMap.of("Content-Type", "application/json", IdempotencyKeys.HEADER, key));
    }

    @Test
    void aRequestIsCarriedOutOnceUnderItsKey() {
        HttpResponse<String> first = post("k", "", SET);
        post("other", "", CLEAR);

        HttpResponse<String> again = post("k", "", SET);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void aKeyWithAnotherBodyIsRefused() {
        post("k", "", SET);

        HttpResponse<String> other = post("k", "", CLEAR);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(JsonAnswer.of(other).path("errors").path(0).path("code").asText())
                .isEqualTo("key-reused");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aKeyWithAnotherQueryIsRefused() {
        post("k", "", SET);

        assertThat(post("k", "?fresh=true", SET).statusCode()).isEqualTo(422);
    }

    @Test
    void aRequestThatFailedCanBeRepeatedUnderItsKey() {
        service.inventory().fail(Problem.of(ProblemCode.INVENTORY_DOWN, "It is down."));
        assertThat(post("k", "", SET).statusCode()).isEqualTo(503);
        service.inventory().recover();

        assertThat(post("k", "", SET).statusCode()).isEqualTo(200);
    }

    @Test
    void whoWaitedForARequestThatFailedIsCarriedOutItself() {
        IdempotencyKeys keys = new IdempotencyKeys();
        Requester who = new Requester("10.0.0.1", "r");
        HashCode request = HashCode.fromInt(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> keys.once(who, "k", request, () -> {
            begun.countDown();
            Uninterruptibles.awaitUninterruptibly(end);
            throw new IllegalStateException("The inventory is down.");
        }));
        Uninterruptibles.awaitUninterruptibly(begun);
        CompletableFuture<byte[]> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> second.complete(keys.once(who, "k", request, () -> new byte[] {2})));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        end.countDown();

        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join()).containsExactly(2);
        assertThat(first).isCompletedExceptionally();
        assertThat(keys.once(who, "k", request, () -> new byte[] {3})).containsExactly(2);
    }

    @Test
    void theSameKeyOfAnotherCallerIsAnother() {
        IdempotencyKeys keys = new IdempotencyKeys();
        HashCode request = HashCode.fromInt(1);
        keys.once(new Requester("10.0.0.1", "r1"), "k", request, () -> new byte[] {1});

        assertThat(keys.once(new Requester("10.0.0.2", "r2"), "k", request, () -> new byte[] {2}))
                .containsExactly(2);
        assertThat(keys.once(new Requester("10.0.0.1", "r3"), "k", request, () -> new byte[] {3}))
                .containsExactly(1);
    }

    @Test
    void anAnswerIsKeptForADayAndNoLonger() {
        AtomicLong elapsed = new AtomicLong();
        IdempotencyKeys keys = new IdempotencyKeys(elapsed::get);
        Requester who = new Requester("10.0.0.1", "r");
        HashCode request = HashCode.fromInt(1);
        keys.once(who, "k", request, () -> new byte[] {1});

        elapsed.set(Duration.ofDays(1).toNanos() - 1);
        assertThat(keys.once(who, "k", request, () -> new byte[] {2})).containsExactly(1);
        elapsed.set(Duration.ofDays(1).toNanos());
        assertThat(keys.once(who, "k", request, () -> new byte[] {3})).containsExactly(3);
    }

    @Test
    void answersAreForgottenWhereTheyWouldTakeTooMuchRoom() {
        IdempotencyKeys keys = new IdempotencyKeys();
        int room = (int) (IdempotencyKeys.MOST_BYTES >> 20);
        assertThat(carriedOut(keys, 2 * room)).isEqualTo(2 * room);

        // Some moments later.
        await().until(() -> carriedOut(keys, 2 * room) >= room);
    }

    /** Asks for so many answers of a MiB each; gives back how many of them were not there. */
    private static int carriedOut(IdempotencyKeys keys, int requests) {
        AtomicInteger carriedOut = new AtomicInteger();
        for (int i = 0; i < requests; i++) {
            keys.once(new Requester("10.0.0.1", "r"), "k" + i, HashCode.fromInt(1), () -> {
                carriedOut.incrementAndGet();
                return new byte[1 << 20];
            });
        }
        return carriedOut.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb"})
    void aKeyWithABlankIsABadRequest(String key) {
        assertThat(post(key, "", SET).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, IdempotencyKeys.LONGEST + 1})
    void aKeyOfNoSaneLengthIsABadRequest(int length) {
        assertThat(post("k".repeat(length), "", SET).statusCode()).isEqualTo(400);
    }
}
