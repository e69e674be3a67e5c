package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that listens to changes, byte by byte, and keeps what it hears. */
final class EventListener implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Socket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventListener(Socket socket) {
        this.socket = socket;
    }

    /** Listens, and is heard. */
    static EventListener at(URI service, String query, String headers) {
        EventListener listener = asking(service, query, headers);
        Thread reader = new Thread(listener::read, "listener");
        reader.setDaemon(true);
        reader.start();
        await().atMost(LONGEST)
                .until(() -> listener.ended || listener.lines.stream().anyMatch(l -> l.startsWith("id:")));
        return listener;
    }

    /** Asks to listen, and reads nothing. */
    static EventListener silentAt(URI service) {
        return asking(service, "", "");
    }

    private static EventListener asking(URI service, String query, String headers) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort());
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                            .getBytes(UTF_8));
            return new EventListener(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on in this thread until the service ends it. */
    void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            // The end, too.
        } finally {
            ended = true;
        }
    }

    boolean hasEnded() {
        return ended;
    }

    List<String> lines() {
        return lines;
    }

    /** The id of the last thing that was heard. */
    String lastId() {
        List<String> ids = values("id: ");
        return ids.get(ids.size() - 1);
    }

    List<String> types() {
        return values("event: ");
    }

    private List<String> values(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }

    List<JsonNode> events() {
        return values("data: ").stream().map(EventListener::json).toList();
    }

    /** Waits until it has heard so many events, and no more. */
    List<JsonNode> events(int count) {
        await().atMost(LONGEST).until(() -> events().size() >= count);
        assertThat(events()).hasSize(count);
        return events();
    }

    /** The one event that it hears. */
    JsonNode event() {
        return events(1).get(0);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headers of the answer. */
    Map<String, String> headers() {
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        lines.stream().skip(1).takeWhile(line -> !line.isEmpty()).forEach(line -> {
            List<String> parts = Splitter.on(": ").limit(2).splitToList(line);
            headers.put(parts.get(0), parts.get(1));
        });
        return headers.buildOrThrow();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
