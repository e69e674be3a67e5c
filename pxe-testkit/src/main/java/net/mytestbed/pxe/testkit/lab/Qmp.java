package net.mytestbed.pxe.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** QEMU's machine protocol, as far as a chassis manager needs it: commands without arguments. One JSON object is one line. */
final class Qmp implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;

    private Qmp(SocketChannel channel) {
        this.channel = channel;
        this.lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
    }

    static Qmp connect(Path socket) {
        try {
            Qmp qmp = new Qmp(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            qmp.execute("qmp_capabilities");
            return qmp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if QEMU refuses it; with its answer */
    void execute(String command) {
        try {
            channel.write(ByteBuffer.wrap(("{\"execute\": \"" + command + "\"}\n").getBytes(UTF_8)));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"return\"")) {
                    return;
                }
                if (line.startsWith("{\"error\"")) {
                    throw new IllegalStateException("QEMU refused " + command + ": " + line);
                }
                // Else it is the greeting, or an event.
            }
            throw new IllegalStateException("QEMU ended instead of " + command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
