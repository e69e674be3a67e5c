package net.mytestbed.pxe.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A node's resource controller, as the experiment controller has it at the other end of a connection that the node made. */
public final class ResourceController {
    private final SocketChannel connection;
    private final BufferedReader lines;
    private final String hello;

    private ResourceController(SocketChannel connection, BufferedReader lines, String hello) {
        this.connection = connection;
        this.lines = lines;
        this.hello = hello;
    }

    /** Takes a new connection up. Waits for its first line. */
    static ResourceController greet(SocketChannel connection) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), UTF_8));
        String hello = lines.readLine();
        if (hello == null) {
            throw new IOException("A node connected and said nothing.");
        }
        return new ResourceController(connection, lines, hello);
    }

    /** Who it says it is: {@code HELLO hrn=node1-2.sb8.orbit-lab.org ip=10.18.1.2 mac=... image=orbit-pxe}. */
    public String hello() {
        return hello;
    }

    /** The value of a word in {@link #hello}: {@code ip}; empty where there is none. */
    public String said(String key) {
        for (String word : hello.split(" ", -1)) {
            if (word.startsWith(key + "=")) {
                return word.substring(key.length() + 1);
            }
        }
        return "";
    }

    /**
     * Gives it a command and waits for its answer.
     *
     * @param command {@code who} or {@code reboot}
     * @return a line
     * @throws UncheckedIOException if the node is gone
     */
    public String ask(String command) {
        try {
            connection.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
            String answer = lines.readLine();
            if (answer == null) {
                throw new IOException("The node hung up on: " + command);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
