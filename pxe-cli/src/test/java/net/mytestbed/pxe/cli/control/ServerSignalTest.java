package net.mytestbed.pxe.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.mytestbed.pxe.cli.StubServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When it is time to look at links again: at an event, and now and then without one. Each wait that is not ended lasts an hour. */
@Timeout(60)
class ServerSignalTest {
    private static final String EVENTS = "/api/v1/events";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("0A120102");

    private static ServerSignal signal(StubServer server, Duration longestWithoutALook) {
        return ServerSignal.of(
                new ApiClient(server.uri(), new Credentials(Optional.empty(), Optional.empty())),
                NAMES,
                longestWithoutALook);
    }

    @Test
    void whereNoEventsComeItIsTimeToLookAllTheSame() throws IOException, InterruptedException {
        try (StubServer server = new StubServer(EVENTS, exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
                ServerSignal signal = signal(server, Duration.ofMillis(50))) {
            signal.await(HOUR);
            signal.await(HOUR);
        }
    }

    /** Events are heard, which is one reason to look; after that look this one comes, which is the next. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: change\ndata: {\"hex\": \"0A120102\"}\n\n",
                "event: gap\ndata: {\"reason\": \"forgotten\"}\n\n"
            })
    void itIsTimeToLookOnceEventsAreHeardAndWhereOneOfTheNodesHasChangedOrMayHave(String event)
            throws IOException, InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        try (StubServer server = new StubServer(EVENTS, exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(": changes from here on\n\n".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    Uninterruptibles.awaitUninterruptibly(looked);
                    exchange.getResponseBody().write(event.getBytes(UTF_8));
                    exchange.close();
                });
                ServerSignal signal = signal(server, HOUR)) {
            try {
                signal.await(HOUR);
            } finally {
                looked.countDown();
            }
            signal.await(HOUR);
        }
    }
}
