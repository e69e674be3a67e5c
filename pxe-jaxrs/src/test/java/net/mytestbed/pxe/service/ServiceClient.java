package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Speaks HTTP to a running service.
 *
 * @param uri where it listens
 */
record ServiceClient(URI uri) {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();

    static ServiceClient of(PxeService service) {
        return new ServiceClient(service.uri());
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send("GET", pathAndQuery, BodyPublishers.noBody(), ImmutableMap.of());
    }

    HttpResponse<String> postForm(String path, String form) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(form),
                ImmutableMap.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    HttpResponse<String> postJson(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), ImmutableMap.of("Content-Type", "application/json"));
    }

    HttpResponse<String> send(
            String method, String pathAndQuery, BodyPublisher body, ImmutableMap<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(pathAndQuery))
                .timeout(LONGEST)
                .method(method, body);
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends this text as it is and gives back everything that comes until the connection is closed. */
    String raw(String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            writeAsFarAsItIsRead(text, socket);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a request that is too long comes before its end; Ruby's client reads it then, and so does this one. */
    private static void writeAsFarAsItIsRead(String text, Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            if (socket.getInputStream().available() == 0) {
                throw closed;
            }
        }
    }

    /** Sends one request line with what HTTP/1.1 asks for beside it. */
    String rawLine(String requestLine) {
        return raw(requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
}
