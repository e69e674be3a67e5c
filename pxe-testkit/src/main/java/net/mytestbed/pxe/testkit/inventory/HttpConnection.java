package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One client's connection, down to its socket: the faults that a fake inventory plays need what HTTP servers keep to themselves
 * (resets, answers that stop in the middle).
 */
final class HttpConnection implements AutoCloseable {
    private static final Splitter BLANKS = Splitter.on(' ');

    private final Socket socket;
    private final InputStream in;

    HttpConnection(Socket socket) throws IOException {
        this.socket = requireNonNull(socket, "socket");
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** The target of the next GET ({@code /inventory/getControlIP?hrn=...}); empty when the client has closed the connection. */
    Optional<String> nextTarget() throws IOException {
        String requestLine = line();
        for (String header = requestLine; !header.isEmpty(); header = line()) {
            // No header of a client matters here.
        }
        List<String> words = BLANKS.splitToList(requestLine);
        return words.size() == 3 ? Optional.of(words.get(1)) : Optional.empty();
    }

    /** Up to the end of the line or of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    void send(HttpAnswer answer) throws IOException {
        write(answer.whole());
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits, but no longer than the client does: whether it is still there. */
    boolean clientWaits(Duration time) throws IOException {
        try {
            socket.setSoTimeout(Math.toIntExact(Math.max(1, time.toMillis())));
            return in.read() >= 0;
        } catch (SocketTimeoutException stillThere) {
            socket.setSoTimeout(0);
            return true;
        }
    }

    /** Waits until the client gives up. */
    void waitForTheClientToLeave() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
