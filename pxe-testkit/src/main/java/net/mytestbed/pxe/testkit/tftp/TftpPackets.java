package net.mytestbed.pxe.testkit.tftp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.apache.commons.net.tftp.TFTPPacket;
import org.apache.commons.net.tftp.TFTPPacketException;

/** Sends and receives the packets of commons-net over sockets that do not block. */
final class TftpPackets {
    /** More bytes than any request or acknowledgement has. */
    private static final int LONGEST = 1024;

    /** Not InetAddress.getLoopbackAddress(), which is ::1 on a machine that prefers IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    interface Receiver {
        void receive(InetSocketAddress sender, TFTPPacket packet) throws IOException;
    }

    private TftpPackets() {}

    /** A socket on 127.0.0.1 that does not block; port 0 takes a free one. */
    static DatagramChannel openChannel(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            return channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Hands over every packet that has arrived; what is no TFTP packet is dropped. */
    static void receive(DatagramChannel channel, Receiver receiver) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        while (channel.receive(buffer) instanceof InetSocketAddress sender) {
            Optional<TFTPPacket> packet = parse(new DatagramPacket(buffer.array(), buffer.position(), sender));
            if (packet.isPresent()) {
                receiver.receive(sender, packet.get());
            }
            buffer.clear();
        }
    }

    private static Optional<TFTPPacket> parse(DatagramPacket datagram) {
        try {
            return Optional.of(TFTPPacket.newTFTPPacket(datagram));
        } catch (TFTPPacketException | IndexOutOfBoundsException malformed) {
            // commons-net reads over the end of options that are cut off.
            return Optional.empty();
        }
    }

    static void send(DatagramChannel channel, DatagramPacket packet) throws IOException {
        channel.send(
                ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength()), packet.getSocketAddress());
    }
}
