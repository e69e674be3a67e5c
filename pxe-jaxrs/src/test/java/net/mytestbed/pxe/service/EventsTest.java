package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    private final EventListeners listeners = new EventListeners();

    @AfterEach
    void hangUp() {
        listeners.close();
    }

    private EventListener listen(String query) {
        return listeners.listen(service, query);
    }

    @Test
    void aSetIsToldWithAllThatIsKnownOfIt() {
        EventListener listener = listen("");

        service.send("GET", "/pxe/" + SET, BodyPublishers.noBody(), ImmutableMap.of("X-Request-Id", "ec-4711"));

        assertThat(listener.event().toString())
                .isEqualTo("{\"id\":\"" + listener.lastId() + "\",\"time\":\"2016-01-24T23:37:18Z\",\"cause\":\"set\","
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

        EventListener byHeader =
                listeners.listen(service, "?after=0000000000000000-0", "Last-Event-ID: " + first.lastId() + "\r\n");
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
        HttpResponse<String> head = service.send("HEAD", "/api/v1/events", BodyPublishers.noBody(), ImmutableMap.of());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(service.get("/metrics").body()).contains("pxe_event_listeners 0.0");
    }

    @Test
    void whoListensIsCounted() {
        assertThat(service.get("/metrics").body()).contains("pxe_event_listeners 0.0");
        listen("");
        EventListeners.awaitCount(1, service);
    }
}
