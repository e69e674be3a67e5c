package net.mytestbed.pxe.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When it is time to look at links again: at an event, and now and then without one. Each wait that is not ended lasts an hour. */
@Timeout(60)
class ServerSignalTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("0A120102");

    private final CountDownLatch looked = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        looked.countDown();
        server.stop(0);
    }

    private ServerSignal signal(Duration longestWithoutALook, HttpHandler events) {
        server.createContext("/api/v1/events", events);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return ServerSignal.of(
                new ApiClient(url, new Credentials(Optional.empty(), Optional.empty())), NAMES, longestWithoutALook);
    }

    @Test
    void whereNoEventsComeItIsTimeToLookAllTheSame() throws InterruptedException {
        try (ServerSignal signal = signal(Duration.ofMillis(50), exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        })) {
            signal.await(HOUR);
            signal.await(HOUR);
        }
    }

    @Test
    void itIsTimeToLookOnceEventsAreHeardAndAfterEachOfOneOfTheNodes() throws InterruptedException {
        try (ServerSignal signal = signal(HOUR, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": changes from here on\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            Uninterruptibles.awaitUninterruptibly(looked);
            exchange.getResponseBody().write("event: change\ndata: {\"hex\": \"0A120102\"}\n\n".getBytes(UTF_8));
            exchange.close();
        })) {
            signal.await(HOUR);
            looked.countDown();
            signal.await(HOUR);
        }
    }

    @Test
    void itIsTimeToLookWhereChangesWereMissed() throws InterruptedException {
        try (ServerSignal signal = signal(HOUR, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": changes from here on\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            Uninterruptibles.awaitUninterruptibly(looked);
            exchange.getResponseBody().write("event: gap\ndata: {\"reason\": \"forgotten\"}\n\n".getBytes(UTF_8));
            exchange.close();
        })) {
            signal.await(HOUR);
            looked.countDown();
            signal.await(HOUR);
        }
    }
}
