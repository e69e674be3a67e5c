package net.mytestbed.pxe.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Comparators;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.mytestbed.pxe.node.Domain;

/** The changes of a running service. Where the connection breaks, it is made anew, and nothing is missed or heard twice. */
public final class ServerEvents implements AutoCloseable {
    /** A service that is there sends a sign of life each 15 seconds. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ApiClient api;
    private final String path;
    private final EventLines lines = new EventLines();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile InputStream connection = InputStream.nullInputStream();

    /** The port to who listens. */
    public interface Listener {
        /** The service has answered: from here on every change is heard. */
        void begins();

        /**
         * Something happened.
         *
         * @param type {@code change}, or {@code gap} where changes were missed
         * @param data a {@link net.mytestbed.pxe.service.api.WireEvents.ChangeEvent} or a
         *     {@link net.mytestbed.pxe.service.api.WireEvents.GapEvent}, as it came
         * @return whether it wants to hear more
         */
        boolean heard(String type, JsonNode data);

        /** The service cannot be reached any more; that is tried again and again. */
        void lost(String why);

        /** The service was reached again. What happened meanwhile comes now. */
        void back();
    }

    /**
     * @param server the service's URL
     * @param credentials by what it knows who listens
     * @param domain whose changes are heard; empty: all of them
     * @throws IllegalArgumentException if it is not a URL of HTTP
     */
    public ServerEvents(URI server, Credentials credentials, Optional<Domain> domain) {
        this(new ApiClient(server, credentials), domain);
    }

    ServerEvents(ApiClient api, Optional<Domain> domain) {
        this.api = requireNonNull(api, "api");
        this.path = "api/v1/events" + domain.map(name -> "?domain=" + name).orElse("");
    }

    /**
     * Listens until the listener has heard enough, or this is closed.
     *
     * @throws ServerException if the service cannot be reached at first, or is there and does not let one listen
     * @throws net.mytestbed.pxe.problem.PxeException if it refuses
     * @throws InterruptedException if the thread is interrupted between two connections
     */
    public void listen(Listener listener) throws InterruptedException {
        open();
        listener.begins();
        boolean wantsMore = read(listener);
        Duration pause = FIRST_PAUSE;
        boolean isLost = false;
        // Also where the service itself has ended it, as it does now and then.
        while (wantsMore && !end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                open();
                if (isLost) {
                    isLost = false;
                    listener.back();
                }
                pause = FIRST_PAUSE;
                wantsMore = read(listener);
            } catch (ServerException e) {
                if (!e.isUnreachable()) {
                    throw e;
                }
                if (!isLost) {
                    isLost = true;
                    listener.lost(String.valueOf(e.getMessage()));
                }
                pause = Comparators.min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private void open() {
        lines.forget();
        connection = api.open(path, http -> {
            lines.lastId().ifPresent(id -> http.header("Last-Event-ID", id));
            return http.header("Accept", "text/event-stream, application/problem+json");
        });
    }

    /** Until the connection ends, or is silent for too long. */
    private boolean read(Listener listener) {
        InputStream body = connection;
        AtomicLong heardAt = new AtomicLong(System.nanoTime());
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                .setNameFormat("silence")
                .setDaemon(true)
                .build());
        ScheduledFuture<?> unused =
                watchdog.scheduleWithFixedDelay(() -> closeIfSilent(body, heardAt.get()), 1, 1, TimeUnit.SECONDS);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heardAt.set(System.nanoTime());
                Optional<ServerEvent> event = lines.take(line);
                if (event.isPresent() && !listener.heard(event.get().type(), json(event.get()))) {
                    return false;
                }
            }
        } catch (IOException broken) {
            // As an end: it is made anew.
        } finally {
            watchdog.shutdownNow();
        }
        return true;
    }

    private static JsonNode json(ServerEvent event) {
        try {
            return ApiClient.JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw ServerException.failed("The server sent an event that is not JSON; see whether the URL is right.");
        }
    }

    private static void closeIfSilent(InputStream body, long heardAt) {
        if (System.nanoTime() - heardAt > LONGEST_SILENCE.toNanos()) {
            close(body);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            // Whoever reads it finds that, too.
        }
    }

    /** Ends {@link #listen}. */
    @Override
    public void close() {
        end.countDown();
        close(connection);
    }
}
