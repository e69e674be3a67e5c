package net.mytestbed.pxe.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.ByteStreams;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;

/** One client over a raw socket, as cheap as a client can be, so that the server is measured and not the client. */
final class HttpCalls implements AutoCloseable {
    private static final int LONGEST_ANSWER_MILLIS = 300_000;

    private final int port;
    private final boolean keepAlive;
    private Optional<Connection> connection = Optional.empty();

    private record Connection(Socket socket, InputStream in) {}

    HttpCalls(int port, boolean keepAlive) {
        this.port = port;
        this.keepAlive = keepAlive;
    }

    static byte[] get(String target, boolean keepAlive) {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n"
                        + (keepAlive ? "" : "Connection: close\r\n") + "\r\n")
                .getBytes(ISO_8859_1);
    }

    static byte[] post(String target, String form) {
        return ("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form)
                .getBytes(ISO_8859_1);
    }

    /** @throws IOException also if the answer is not 200 */
    void call(byte[] request) throws IOException {
        Connection now = connection.isPresent() ? connection.get() : connect();
        now.socket().getOutputStream().write(request);
        String status = line(now.in());
        long length = -1;
        boolean chunked = false;
        for (String header = line(now.in()); !header.isEmpty(); header = line(now.in())) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (chunked) {
            skipChunks(now.in());
        } else {
            ByteStreams.skipFully(now.in(), Math.max(length, 0));
        }
        if (!keepAlive) {
            close();
        }
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The server answered " + status);
        }
    }

    private Connection connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
        Connection made = new Connection(socket, new BufferedInputStream(socket.getInputStream(), 16384));
        connection = Optional.of(made);
        return made;
    }

    private static void skipChunks(InputStream in) throws IOException {
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            ByteStreams.skipFully(in, size + 2L);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended within an answer.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (connection.isPresent()) {
            connection.get().socket().close();
            connection = Optional.empty();
        }
    }
}
