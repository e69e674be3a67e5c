package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who listens hears every change as it happens. */
class EventsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SET = "setBootImage?node=" + NODE;
    private static final String CLEAR = "clearBootImage?node=" + NODE;
    private static final String SET_ALL = "setBootImageAll?domain=grid.orbit-lab.org";

    private final List<EventListener> listeners = new ArrayList<>();

    @AfterEach
    void hangUp() {
        listeners.forEach(EventListener::close);
    }

    private EventListener listen(ServiceExtension service, String query, String headers) {
        EventListener listener = EventListener.at(service.uri(), query, headers);
        listeners.add(listener);
        return listener;
    }

    private static void awaitMetric(String metric, ServiceExtension service) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.get("/metrics").body()).contains(metric));
    }

    private static ServiceExtension bounded(ChangeFeed.Bounds bounds) {
        return new ServiceExtension((running, assembly) -> PxeAssembly.of(
                running.pxe(), SampleTestbeds.all(), running.clock(), new ChangeFeed(running.clock(), bounds)));
    }

    @Nested
    class AsItIs {
        @RegisterExtension
        final ServiceExtension service = new ServiceExtension();

        private EventListener listen(String query) {
            return EventsTest.this.listen(service, query, "");
        }

        @Test
        void aSetIsToldWithAllThatIsKnownOfIt() {
            EventListener listener = listen("");

            service.send("GET", "/pxe/" + SET, BodyPublishers.noBody(), ImmutableMap.of("X-Request-Id", "ec-4711"));

            assertThat(listener.event().toString())
                    .isEqualTo(
                            "{\"id\":\"" + listener.lastId() + "\",\"time\":\"2016-01-24T23:37:18Z\",\"cause\":\"set\","
                                    + "\"node\":\"node1-2.sb8.orbit-lab.org\",\"domain\":\"sb8.orbit-lab.org\","
                                    + "\"address\":\"10.18.1.2\",\"hex\":\"0A120102\",\"before\":\"default\","
                                    + "\"after\":\"orbit-2.0.0\",\"origin\":\"am\",\"until\":\"2016-01-24T23:47:18Z\","
                                    + "\"by\":\"127.0.0.1\",\"request\":\"ec-4711\"}");
            assertThat(listener.types()).containsExactly("change");
        }

        @Test
        void eachCauseIsToldInTheOrderInWhichItHappened() throws IOException {
            EventListener listener = listen("");
            service.pxe(SET);
            service.pxe(SET + "&imgName=orbit-3.1");
            service.pxe(CLEAR);
            service.pxe(SET);
            service.setClockTo(Duration.ofMinutes(10));
            await().atMost(LONGEST).until(() -> listener.events().size() == 5);
            Files.createSymbolicLink(service.tree().cfgDir().resolve("0A120177"), Path.of("no-such-image"));
            service.postJson("/api/v1/prune", "{}");

            assertThat(listener.events(6))
                    .extracting(event -> event.path("cause").asText() + " "
                            + event.path("before").asText() + " "
                            + event.path("after").asText() + " "
                            + event.path("origin").asText())
                    .containsExactly(
                            "set default orbit-2.0.0 am",
                            "set orbit-2.0.0 orbit-3.1 am",
                            "clear orbit-3.1 default none",
                            "set default orbit-2.0.0 am",
                            "expire orbit-2.0.0 default none",
                            "prune no-such-image default none");
        }

        @Test
        void aLinkOfTheOperatorsStandsAfterTheLeaseThatItReplaced() throws IOException {
            EventListener listener = listen("");
            service.pxe(SET);
            Path link = service.tree().cfgDir().resolve("0A120102");
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("orbit-3.1"));
            service.setClockTo(Duration.ofMinutes(10));

            JsonNode end = listener.events(2).get(1);

            assertThat(end.path("cause").asText()).isEqualTo("expire");
            assertThat(end.path("after").asText()).isEqualTo("orbit-3.1");
            assertThat(end.path("origin").asText()).isEqualTo("operator");
        }

        @Test
        void whoComesBackHearsWhatHappenedMeanwhileAndNothingTwice() {
            EventListener first = listen("");
            service.pxe(SET);
            first.event();
            first.close();
            service.pxe(CLEAR);
            service.pxe(SET);

            EventListener byHeader = EventsTest.this.listen(
                    service, "?after=0000000000000000-0", "Last-Event-ID: " + first.lastId() + "\r\n");
            EventListener byQuery = listen("?after=" + first.lastId());

            for (EventListener back : List.of(byHeader, byQuery)) {
                assertThat(back.events(2))
                        .extracting(event -> event.path("cause").asText())
                        .containsExactly("clear", "set");
                assertThat(back.types()).containsOnly("change");
            }
        }

        @Test
        void whoHasHeardNothingYetHasAPlaceToComeBackTo() {
            EventListener first = listen("");
            assertThat(first.lines()).contains(": changes from here on");
            first.close();
            service.pxe(SET);

            assertThat(listen("?after=" + first.lastId()).event().path("cause").asText())
                    .isEqualTo("set");
        }

        @Test
        void afterAnotherRunThereIsAGap() throws IOException {
            EventListener first = listen("");
            service.stop();
            service.start();

            EventListener back = listen("?after=" + first.lastId());

            assertThat(back.event().path("reason").asText()).contains("started anew", "read the state anew");
            assertThat(back.types()).containsExactly("gap");
            service.pxe(SET);
            assertThat(back.events(2).get(1).path("cause").asText()).isEqualTo("set");
        }

        @Test
        void aDomainIsHeardAlone() {
            EventListener listener = listen("?domain=SB8.orbit-lab.org");
            service.pxe(SET_ALL);
            service.pxe(SET);

            assertThat(listener.event().path("node").asText()).isEqualTo(NODE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"?after=", "?after=x", "?after=0123456789abcdef-", "?domain=a..b", "?domain=../x"})
        void whatCannotBeReadIsABadRequest(String query) {
            HttpResponse<String> answer = service.get("/api/v1/events" + query);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("bad-request");
        }

        @Test
        void theAnswerIsMadeForListeners() {
            EventListener listener = listen("");

            assertThat(listener.lines().get(0)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(listener.headers())
                    .containsEntry("Content-Type", "text/event-stream")
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Accel-Buffering", "no");
        }

        @Test
        void aHeadIsNoListener() {
            HttpResponse<String> head =
                    service.send("HEAD", "/api/v1/events", BodyPublishers.noBody(), ImmutableMap.of());

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(service.get("/metrics").body()).contains("pxe_event_listeners 0.0");
        }

        @Test
        void whoListensIsCounted() {
            assertThat(service.get("/metrics").body()).contains("pxe_event_listeners 0.0");
            listen("");
            awaitMetric("pxe_event_listeners 1.0", service);
        }
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
                listeners.add(EventListener.silentAt(service.uri(), "", ""));
            }
            awaitMetric("pxe_event_listeners " + MOST + ".0", service);

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
            EventListener deaf = EventListener.silentAt(service.uri(), "", "");
            listeners.add(deaf);
            awaitMetric("pxe_event_listeners 1.0", service);
            EventListener other = listen(service, "?domain=sb8.orbit-lab.org", "");
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
            EventListener first = listen(service, "", "");
            service.pxe(SET);
            service.pxe(CLEAR);
            service.pxe(SET);
            first.events(3);
            assertThat(listen(service, "?after=" + first.lastId().replaceFirst("-3$", "-0"), "")
                            .events(3))
                    .hasSize(3);
            first.close();
            awaitMetric("pxe_event_listeners 1.0", service);
            service.pxe(CLEAR);

            EventListener late = listen(service, "?after=" + first.lastId().replaceFirst("-3$", "-0"), "");

            assertThat(late.event().path("reason").asText()).contains("forgotten", "read the state anew");
        }

        @Test
        void whoIsOverrunHearsThatThereIsAGapAndGoesOn() {
            EventListener listener = listen(service, "", "");
            service.pxe(SET_ALL);
            await().atMost(LONGEST).until(() -> listener.types().contains("gap"));
            service.pxe(SET);
            await().atMost(LONGEST)
                    .until(() -> listener.events().stream()
                            .anyMatch(event -> event.path("node").asText().equals(NODE)));
        }

        @Test
        void aSignOfLifeComesThroughSilenceAlsoWhereOnlyOthersHaveChanges() {
            EventListener listener = listen(service, "?domain=norbit", "");
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
            listen(service, "", "").close();
            listen(service, "", "").close();
            awaitMetric("pxe_event_listeners 0.0", service);
        }
    }

    @Nested
    class ForAShortWhile {
        @RegisterExtension
        final ServiceExtension service =
                bounded(new ChangeFeed.Bounds(10, 2, Duration.ofMillis(50), Duration.ofMillis(300)));

        @Test
        void whoHasListenedForLongHasToAskAgain() {
            EventListener listener = listen(service, "", "");
            await().atMost(LONGEST).until(listener::hasEnded);
        }
    }
}
