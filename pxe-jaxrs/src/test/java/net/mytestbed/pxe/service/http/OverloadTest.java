package net.mytestbed.pxe.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.mytestbed.pxe.service.Conversation;
import net.mytestbed.pxe.service.LoggedEvents;
import net.mytestbed.pxe.service.api.ApiErrors;
import net.mytestbed.pxe.service.omf.OmfErrors;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More requests than there are places. */
class OverloadTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 100;
    private static final int AT_WORK = 3;
    private static final int WAITING = 20;

    /** Refusing takes nothing that stays. A queue without an end would keep some kilobytes of each of the refused. */
    private static final int REFUSED = 5_000;

    private static final long MOST_BYTES = 10 << 20;

    private final Gate gate = new Gate();
    private final List<Conversation> accepted = new ArrayList<>();
    private WebServer server;

    /** Answers once it is open. */
    @Singleton
    @Path("/{all: .*}")
    public static final class Gate {
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger arrived = new AtomicInteger();

        @GET
        public String get() {
            arrived.incrementAndGet();
            return Uninterruptibles.awaitUninterruptibly(open, LONGEST.toSeconds(), TimeUnit.SECONDS)
                    ? "served"
                    : "the gate was not opened";
        }
    }

    @Path("/health/live")
    public static final class Health {
        @GET
        public String get() {
            return "alive";
        }
    }

    @BeforeEach
    void start() throws IOException {
        start(LONGEST);
    }

    private void start(Duration longestWait) throws IOException {
        ErrorFormats formats = new ErrorFormats(ImmutableList.of(new ApiErrors()), new OmfErrors());
        server = WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                new ResourceConfig()
                        .register(new FailureMapper(formats))
                        .register(gate)
                        .register(Health.class),
                formats,
                RequestListener.UNHEARD,
                new Bounds(CONNECTIONS, AT_WORK, WAITING, longestWait, LONGEST, LONGEST, Duration.ofMillis(200)));
    }

    @AfterEach
    void letGo() {
        gate.open.countDown();
        accepted.forEach(Conversation::close);
        server.close();
    }

    private Conversation get(String path) {
        return Conversation.with(server.uri()).get(path);
    }

    /** A little more than there are, because requests are counted by the server in its own time. */
    private void takeAllPlaces() {
        for (int i = 0; i < AT_WORK + WAITING + 1; i++) {
            accepted.add(get("/pxe/setBootImage"));
        }
        await().atMost(LONGEST).until(() -> accepted.removeIf(Conversation::hasAnswer));
        assertThat(accepted).hasSize(AT_WORK + WAITING);
        await().atMost(LONGEST).until(() -> gate.arrived.get() == AT_WORK);
    }

    @Test
    void whoFindsNoPlaceIsSentAwayAtOnceAndToldWhenToComeAgain() {
        takeAllPlaces();
        try (Conversation omf = get("/pxe/setBootImage");
                Conversation json = get("/api/v1/nodes/node1-2")) {
            assertThat(omf.answer())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\r\nRetry-After: 2\r\n", "\r\nX-Request-Id: ", "\r\nContent-Type: text/xml\r\n")
                    .contains("<response status=\"ERROR\"><action service=\"pxe\" name=\"setBootImage\">")
                    .contains("<error code=\"overloaded\">");
            assertThat(json.answer())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\r\nRetry-After: 2\r\n", "\r\nContent-Type: application/problem+json\r\n")
                    .contains("\"code\":\"overloaded\"");
        }
        assertThat(gate.arrived).hasValue(AT_WORK);
    }

    @Test
    void whoAsksWhetherTheServiceLivesNeedsNoPlace() {
        takeAllPlaces();
        try (Conversation health = get("/health/live")) {
            assertThat(health.answer()).endsWith("alive");
        }
    }

    @Test
    void whoHasAPlaceIsServedInTheEnd() {
        takeAllPlaces();
        gate.open.countDown();
        assertThat(accepted)
                .allSatisfy(conversation -> assertThat(conversation.answer()).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void whoWaitsTooLongIsSentAway() throws IOException {
        server.close();
        start(Duration.ofMillis(300));
        for (int i = 0; i < AT_WORK + 1; i++) {
            accepted.add(get("/pxe/setBootImage"));
        }
        await().atMost(LONGEST).until(() -> accepted.stream().anyMatch(Conversation::hasAnswer));
        assertThat(accepted.stream().filter(Conversation::hasAnswer))
                .singleElement()
                .satisfies(late -> assertThat(late.answer())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("\r\nRetry-After: ", "overloaded"));
    }

    @Test
    void aConnectionTooManyIsAcceptedWhenAnotherEnds() {
        for (int i = 0; i < CONNECTIONS; i++) {
            Conversation one = get("/health/live");
            accepted.add(one);
            assertThat(one.answer()).endsWith("alive");
        }
        Conversation late = get("/health/live");
        accepted.add(late);
        await().during(Duration.ofMillis(300)).atMost(LONGEST).until(() -> !late.hasAnswer());

        accepted.get(0).close();

        assertThat(late.answer()).endsWith("alive");
    }

    @Test
    void aStopDoesNotWaitForeverForRequestsAtWork() {
        takeAllPlaces();
        try (LoggedEvents log = LoggedEvents.of(WebServer.class.getName())) {
            long begin = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Limits.LAST_REQUESTS);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("stop-unfinished requests="));
        }
    }

    @Test
    void memoryStaysFlatHoweverManyAreSentAway() {
        takeAllPlaces();
        long before = bytesInUse();
        for (int i = 0; i < REFUSED; i++) {
            try (Conversation refused = get("/pxe/setBootImage")) {
                assertThat(refused.answer()).startsWith("HTTP/1.1 503 ");
            }
        }
        assertThat(bytesInUse() - before).isLessThan(MOST_BYTES);
    }

    private static long bytesInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
