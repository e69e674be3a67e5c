package net.mytestbed.pxe.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.service.Conversation;
import net.mytestbed.pxe.service.api.ApiErrors;
import net.mytestbed.pxe.service.omf.OmfErrors;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that keep their connections busy and do not come to the end of a request. */
class SlowClientsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String HOST = "Host: localhost\r\n";

    private WebServer server;

    /** Answers how long the body is. */
    @Path("/pxe/setBootImage")
    public static final class Echo {
        @GET
        public String get() {
            return "0";
        }

        @POST
        public String post(byte[] body) {
            return Integer.toString(body.length);
        }
    }

    @BeforeEach
    void start() throws IOException {
        start(new Bounds(100, 10, 10, LONGEST, Duration.ofMillis(400), Duration.ofMillis(400), LONGEST));
    }

    private void start(Bounds bounds) throws IOException {
        ErrorFormats formats = new ErrorFormats(ImmutableList.of(new ApiErrors()), new OmfErrors());
        server = WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                new ResourceConfig().register(new FailureMapper(formats)).register(Echo.class),
                formats,
                RequestListener.UNHEARD,
                bounds);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Conversation connect() {
        return Conversation.with(server.uri());
    }

    private static String post(int length) {
        return "POST /pxe/setBootImage HTTP/1.1\r\n" + HOST
                + "Content-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Sends this a byte at a time, and never ends. */
    private static void drip(Conversation slow, String piece) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                slow.send(piece);
                return slow.hasAnswer() || slow.isClosed();
            } catch (UncheckedIOException closed) {
                return true;
            }
        });
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() {
        try (Conversation slow = connect().send("GET /pxe/setBootImage HTTP/1.1\r\n" + HOST + "X-Slow: ")) {
            drip(slow, "x");
        }
    }

    @Test
    void theHeadOfALaterRequestIsCutOffAsWell() {
        try (Conversation slow = connect().get("/pxe/setBootImage")) {
            assertThat(slow.answer()).startsWith("HTTP/1.1 200 ");
            slow.send("GET /pxe/setBootImage HTTP/1.1\r\n" + HOST + "X-Slow: ");
            drip(slow, "x");
        }
    }

    @Test
    void aConnectionThatRestsBetweenRequestsStays() {
        try (Conversation idle = connect().get("/pxe/setBootImage")) {
            assertThat(idle.answer()).startsWith("HTTP/1.1 200 ");
            try (Conversation slow = connect().send("GET /pxe/setBootImage HTTP/1.1\r\n")) {
                await().atMost(LONGEST).until(slow::isClosed);
            }
            assertThat(idle.get("/pxe/setBootImage").answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatDoesNotEndIsAnsweredAndCutOff() {
        try (Conversation slow = connect().send(post(1_000_000))) {
            drip(slow, "x");
            assertThat(slow.answer()).startsWith("HTTP/1.1 408 ").contains("code=\"request-timeout\"");
        }
    }

    @Test
    void bodiesForWhichThereIsNoRoomAreSentAway() throws IOException {
        stop();
        start(Bounds.ORDINARY);
        String allButOne = "x".repeat(Limits.BODY_BYTES - 1);
        ImmutableList<Conversation> large = ImmutableList.of(connect(), connect(), connect(), connect());
        large.forEach(one -> one.send(post(Limits.BODY_BYTES) + allButOne));
        await().atMost(LONGEST).untilAsserted(() -> {
            try (Conversation late = connect().send(post(100) + "x".repeat(100))) {
                assertThat(late.answer()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: ");
            }
        });
        large.forEach(one -> {
            one.send("x");
            assertThat(one.answer()).startsWith("HTTP/1.1 200 ").endsWith("16777216");
            one.close();
        });
        try (Conversation afterwards = connect().send(post(100) + "x".repeat(100))) {
            assertThat(afterwards.answer()).startsWith("HTTP/1.1 200 ").endsWith("100");
        }
    }
}
