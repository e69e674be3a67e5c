package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.apache.commons.net.tftp.TFTPAckPacket;
import org.apache.commons.net.tftp.TFTPDataPacket;
import org.apache.commons.net.tftp.TFTPErrorPacket;
import org.apache.commons.net.tftp.TFTPPacket;

/** One file on its way to one node, block by block, each sent when the one before it was acknowledged (RFC 1350, section 2). */
final class TftpTransfer implements Closeable {
    /** A node that acknowledges none of so many sendings of a block is gone. */
    private static final int MOST_SENDINGS = 10;

    private final DatagramChannel channel;
    private final InetSocketAddress node;
    private final FileChannel file;
    private final Duration patience;
    /** The block that waits for its acknowledgement. */
    private DatagramPacket data = new DatagramPacket(new byte[0], 0);
    /** Counted from 1 without end; the wire has its last 16 bits, so that files over 32 MiB can be sent. */
    private long block;

    private boolean isLastBlock;
    private int sendings;
    private long sentAt;
    private boolean isOver;

    /**
     * @param channel a socket of this transfer's own
     * @param patience how long to wait for an acknowledgement before a block is sent again
     */
    TftpTransfer(DatagramChannel channel, InetSocketAddress node, FileChannel file, Duration patience) {
        this.channel = requireNonNull(channel, "channel");
        this.node = requireNonNull(node, "node");
        this.file = requireNonNull(file, "file");
        this.patience = requireNonNull(patience, "patience");
    }

    /** Whether nothing is left to do but to close it. */
    boolean isOver() {
        return isOver;
    }

    /** Takes what has arrived on its socket. */
    void receive() throws IOException {
        TftpPackets.receive(channel, this::receive);
    }

    private void receive(InetSocketAddress sender, TFTPPacket packet) throws IOException {
        if (!sender.equals(node)) {
            TFTPErrorPacket stranger = new TFTPErrorPacket(
                    sender.getAddress(), sender.getPort(), TFTPErrorPacket.UNKNOWN_TID, "Unknown transfer ID");
            TftpPackets.send(channel, stranger.newDatagram());
        } else if (packet instanceof TFTPErrorPacket) {
            isOver = true;
        } else if (packet instanceof TFTPAckPacket ack && ack.getBlockNumber() == wireNumber()) {
            // An older acknowledgement is passed over: to answer it too would double every block from there on (RFC
            // 1123, 4.2.3.1).
            if (isLastBlock) {
                isOver = true;
            } else {
                sendNextBlock();
            }
        }
    }

    /** Reads and sends the first block, or the one after that which was acknowledged. */
    void sendNextBlock() throws IOException {
        block++;
        data = readBlock();
        sendings = 0;
        send();
    }

    /** Sends the block again, or gives the node up, if it has been waiting for too long. */
    void resendIfLate() throws IOException {
        if (System.nanoTime() - sentAt < patience.toNanos()) {
            return;
        }
        if (sendings < MOST_SENDINGS) {
            send();
        } else {
            isOver = true;
        }
    }

    private int wireNumber() {
        return (int) (block & 0xffff);
    }

    private DatagramPacket readBlock() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(TFTPPacket.SEGMENT_SIZE);
        long start = (block - 1) * TFTPPacket.SEGMENT_SIZE;
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = file.read(bytes, start + bytes.position());
        }
        isLastBlock = bytes.hasRemaining();
        return new TFTPDataPacket(node.getAddress(), node.getPort(), wireNumber(), bytes.array(), 0, bytes.position())
                .newDatagram();
    }

    private void send() throws IOException {
        TftpPackets.send(channel, data);
        sendings++;
        sentAt = System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            file.close();
        }
    }
}
