package net.mytestbed.pxe.testkit.tftp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Shorts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A node that sends what a test tells it to, packet by packet. */
final class RawNode implements AutoCloseable {
    /** Long enough for a busy machine, short enough to wait for silence. */
    private static final int WAIT_MILLIS = 1_000;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private SocketAddress transfer;

    RawNode(EmbeddedTftpServer server) throws IOException {
        this.server = server.address();
        this.transfer = this.server;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(WAIT_MILLIS);
    }

    void askFor(String file) throws IOException {
        askWith(Bytes.concat(new byte[] {0, 1}, file.getBytes(US_ASCII), new byte[1], "octet\0".getBytes(US_ASCII)));
    }

    void askWith(byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, server));
    }

    void acknowledge(int block) throws IOException {
        byte[] packet = {0, 4, (byte) (block >> 8), (byte) block};
        socket.send(new DatagramPacket(packet, packet.length, transfer));
    }

    /** Speaks to the transfer that this one is about, as if it were its own. */
    void intrudeOn(RawNode other) {
        transfer = other.transfer;
    }

    /** The next packet: {@code DATA 1}, {@code ERROR 5}, or {@code silence}. */
    String next() throws IOException {
        byte[] bytes = new byte[1024];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return "silence";
        }
        transfer = packet.getSocketAddress();
        int number = Short.toUnsignedInt(Shorts.fromBytes(bytes[2], bytes[3]));
        return switch (bytes[1]) {
            case 3 -> "DATA " + number;
            case 5 -> "ERROR " + number;
            default -> "packet " + Arrays.toString(Arrays.copyOf(bytes, packet.getLength()));
        };
    }

    @Override
    public void close() {
        socket.close();
    }
}
