package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.Change;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.service.api.ChangeFeed;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much there may be of listeners and of what is remembered for them. */
class EventBoundsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SET = "setBootImage?node=" + NODE;
    private static final String CLEAR = "clearBootImage?node=" + NODE;
    private static final String SET_ALL = "setBootImageAll?domain=grid.orbit-lab.org";

    private final EventListeners listeners = new EventListeners();

    @AfterEach
    void hangUp() {
        listeners.close();
    }

    private static ServiceExtension bounded(ChangeFeed.Bounds bounds) {
        return new ServiceExtension((running, assembly) -> PxeAssembly.of(
                running.pxe(), SampleTestbeds.all(), running.clock(), new ChangeFeed(running.clock(), bounds)));
    }

    /** More listeners than requests that can be at work. */
    @Nested
    class WithManyListeners {
        private static final int MOST = 110;

        @RegisterExtension
        final ServiceExtension service =
                bounded(new ChangeFeed.Bounds(10, MOST, Duration.ofSeconds(15), Duration.ofHours(1)));

        @Test
        void whoListensTakesNoPlaceOfAnotherRequestAndOneTooManyIsSentAway() {
            for (int i = 0; i < MOST; i++) {
                listeners.beSilent(service);
            }
            EventListeners.awaitCount(MOST, service);

            HttpResponse<String> late = service.get("/api/v1/events");

            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("Retry-After")).isPresent();
            assertThat(late.body()).contains("overloaded");
            assertThat(service.pxe(SET).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WithOneWhoDoesNotRead {
        /** Some 40 MB of them, which is more than a connection holds of what is not read. */
        private static final int MANY = 100_000;

        private final ChangeFeed feed = new ChangeFeed(
                () -> ServiceExtension.START,
                new ChangeFeed.Bounds(MANY, 2, Duration.ofSeconds(15), Duration.ofHours(1)));

        @RegisterExtension
        final ServiceExtension service = new ServiceExtension(
                (running, assembly) -> PxeAssembly.of(running.pxe(), SampleTestbeds.all(), running.clock(), feed));

        private void makeMoreChangesThanAConnectionHolds() {
            Change change = new Change(
                    Change.Cause.CLEAR,
                    HexIp.ofAddress("10.18.1.2"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Requester("nobody", "r"));
            feed.happened(ImmutableList.copyOf(Collections.nCopies(MANY, change)));
        }

        private static boolean someoneCannotSend() {
            return Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> thread.getKey().getName().startsWith("events-"))
                    .filter(thread -> thread.getKey().getState() != Thread.State.RUNNABLE)
                    .flatMap(thread -> Stream.of(thread.getValue()))
                    .anyMatch(frame -> frame.getMethodName().equals("send")
                            && frame.getClassName().endsWith(".EventStream"));
        }

        @Test
        void neitherChangesNorOtherListenersNorTheStopWaitForIt() {
            listeners.beSilent(service);
            EventListeners.awaitCount(1, service);
            EventListener other = listeners.listen(service, "?domain=sb8.orbit-lab.org");
            makeMoreChangesThanAConnectionHolds();
            await().atMost(LONGEST).during(Duration.ofMillis(500)).until(WithOneWhoDoesNotRead::someoneCannotSend);

            service.pxe(SET);

            assertThat(other.event().path("cause").asText()).isEqualTo("set");
            long begin = System.nanoTime();
            service.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            await().atMost(LONGEST).until(other::hasEnded);
        }
    }

    @Nested
    class WithAShortMemory {
        @RegisterExtension
        final ServiceExtension service =
                bounded(new ChangeFeed.Bounds(3, 2, Duration.ofMillis(200), Duration.ofHours(1)));

        @Test
        void whatIsForgottenIsAGap() {
            EventListener first = listeners.listen(service, "");
            service.pxe(SET);
            service.pxe(CLEAR);
            service.pxe(SET);
            first.events(3);
            assertThat(listeners
                            .listen(service, "?after=" + first.lastId().replaceFirst("-3$", "-0"))
                            .events(3))
                    .hasSize(3);
            first.close();
            EventListeners.awaitCount(1, service);
            service.pxe(CLEAR);

            EventListener late =
                    listeners.listen(service, "?after=" + first.lastId().replaceFirst("-3$", "-0"));

            assertThat(late.event().path("reason").asText()).contains("forgotten", "read the state anew");
        }

        @Test
        void whoIsOverrunHearsThatThereIsAGapAndGoesOn() {
            EventListener listener = listeners.listen(service, "");
            service.pxe(SET_ALL);
            await().atMost(LONGEST).until(() -> listener.types().contains("gap"));
            service.pxe(SET);
            await().atMost(LONGEST)
                    .until(() -> listener.events().stream()
                            .anyMatch(event -> event.path("node").asText().equals(NODE)));
        }

        @Test
        void aSignOfLifeComesThroughSilenceAlsoWhereOnlyOthersHaveChanges() {
            EventListener listener = listeners.listen(service, "?domain=norbit");
            String first = listener.lastId();

            await().atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(() -> {
                service.pxe(SET);
                service.pxe(CLEAR);
                return listener.lines().contains(": nothing more for now");
            });
            await().atMost(LONGEST).until(() -> !listener.lastId().equals(first));
            assertThat(listener.events()).isEmpty();
        }

        @Test
        void theThreadOfAListenerThatIsGoneIsFreeSoon() {
            listeners.listen(service, "").close();
            listeners.listen(service, "").close();
            EventListeners.awaitCount(0, service);
        }
    }

    @Nested
    class ForAShortWhile {
        @RegisterExtension
        final ServiceExtension service =
                bounded(new ChangeFeed.Bounds(10, 2, Duration.ofMillis(50), Duration.ofMillis(300)));

        @Test
        void whoHasListenedForLongHasToAskAgain() {
            EventListener listener = listeners.listen(service, "");
            await().atMost(LONGEST).until(listener::hasEnded);
        }
    }
}
