package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to the service, spoken byte by byte. */
public final class Conversation implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private final Socket socket;
    private final PushbackInputStream in;

    private Conversation(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new PushbackInputStream(socket.getInputStream());
        socket.setSoTimeout((int) LONGEST.toMillis());
    }

    public static Conversation with(URI service) {
        try {
            return new Conversation(new Socket(InetAddress.getLoopbackAddress(), service.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Conversation send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request without a body, after which the connection stays. */
    public Conversation get(String pathAndQuery) {
        return send("GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** The next answer, head and body; what came of it if the service closes the connection before its end. */
    public String answer() {
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            readUntil("\r\n\r\n", in, answer);
            String head = answer.toString(ISO_8859_1);
            Matcher length = LENGTH.matcher(head);
            if (head.contains("\r\nTransfer-Encoding: chunked\r\n")) {
                readUntil(LAST_CHUNK, in, answer);
            } else if (length.find()) {
                answer.write(in.readNBytes(Integer.parseInt(length.group(1))));
            }
            return answer.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readUntil(String end, InputStream in, ByteArrayOutputStream text) throws IOException {
        for (int matched = 0; matched < end.length(); ) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            text.write(next);
            // Right for these ends: a mismatch can only be the beginning of the end again.
            matched = next == end.charAt(matched) ? matched + 1 : next == end.charAt(0) ? 1 : 0;
        }
    }

    /** Whether a byte of an answer is there already. */
    public boolean hasAnswer() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the service has closed the connection without another byte. */
    public boolean isClosed() {
        try {
            return readsEnd();
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whatever comes meanwhile is kept for {@link #answer}. */
    private boolean readsEnd() throws IOException {
        socket.setSoTimeout(1);
        try {
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return next < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } finally {
            socket.setSoTimeout((int) LONGEST.toMillis());
        }
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
