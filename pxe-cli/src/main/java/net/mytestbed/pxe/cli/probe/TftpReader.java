package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.cli.probe.TftpAnswer.BrokenOff;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Refused;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Sent;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Silent;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;
import org.apache.commons.net.tftp.TFTPDataPacket;
import org.apache.commons.net.tftp.TFTPErrorPacket;
import org.apache.commons.net.tftp.TFTPPacket;

/** Reads files of one TFTP server in octet mode, as a node does but for its options (RFC 2347): in blocks of 512 bytes. */
final class TftpReader {
    /**
     * How long things may take, and how large a file may be.
     *
     * @param patience how long to wait for each packet, at least a millisecond
     * @param requests how often to ask for a file while nothing at all comes
     * @param total how long everything together may take
     * @param largestFile the most bytes of a file
     */
    record Limits(Duration patience, int requests, Duration total, long largestFile) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), 3, Duration.ofMinutes(10), 1L << 30);
    }

    /** The server sends a block again by itself where an acknowledgement was lost. */
    private static final int MOST_TIMEOUTS = 3;

    private final InetSocketAddress server;
    private final Limits limits;
    private final long end;
    private volatile String activity = "";

    TftpReader(InetSocketAddress server, Limits limits) {
        this.server = requireNonNull(server, "server");
        this.limits = requireNonNull(limits, "limits");
        this.end = System.nanoTime() + limits.total().toNanos();
    }

    /** Whether the server's name leads to an address. */
    boolean isServerKnown() {
        return !server.isUnresolved();
    }

    /** How long a file is waited for of which nothing comes. */
    Duration waited() {
        return limits.patience().multipliedBy(limits.requests());
    }

    /** What is being read now and how much of it has come, for a person who waits. */
    String activity() {
        return activity;
    }

    /**
     * Reads a file.
     *
     * @param path as a node would ask for it
     * @param content takes the file's first bytes
     * @param wanted how many bytes are given to {@code content}; the rest is only counted and digested
     */
    TftpAnswer read(String path, OutputStream content, long wanted) {
        for (int request = 0; request < limits.requests(); request++) {
            if (isLate()) {
                return late(0);
            }
            Optional<TftpAnswer> answer = request(path, new Sink(path, content, wanted));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Silent();
    }

    /** Asks once; empty if nothing at all came. */
    private Optional<TftpAnswer> request(String path, Sink sink) {
        try (Client client = new Client()) {
            client.open(server.getAddress(), limits.patience());
            try {
                client.receiveFile(path, TFTP.OCTET_MODE, sink, server.getAddress(), server.getPort());
                return Optional.of(sink.whole());
            } catch (UncheckedIOException isLate) {
                return Optional.of(late(sink.bytes));
            } catch (IOException noFile) {
                return client.answer(sink);
            }
        } catch (SocketException e) {
            return Optional.of(new BrokenOff(0, "no socket can be opened: " + e.getMessage()));
        }
    }

    private boolean isLate() {
        return System.nanoTime() - end > 0;
    }

    private BrokenOff late(long bytes) {
        return new BrokenOff(bytes, "the probe ends after " + limits.total().toMinutes() + " min");
    }

    /** Counts and digests a file, and ends what is too large or takes too long. */
    private final class Sink extends OutputStream {
        private final Hasher hasher = Hashing.sha256().newHasher();
        private final String path;
        private final OutputStream content;
        private final long wanted;
        private long bytes;
        private boolean isTooLarge;

        Sink(String path, OutputStream content, long wanted) {
            this.path = path;
            this.content = content;
            this.wanted = wanted;
            tell();
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] block, int offset, int length) throws IOException {
            if (bytes + length > limits.largestFile()) {
                isTooLarge = true;
                throw new IOException("too large");
            }
            hasher.putBytes(block, offset, length);
            content.write(block, offset, (int) Math.min(length, Math.max(0, wanted - bytes)));
            bytes += length;
            tell();
        }

        private void tell() {
            activity = "Reading " + path + ", " + (bytes >> 10) + " KiB";
        }

        /** To be asked once. */
        Sent whole() {
            return new Sent(bytes, hasher.hash().toString());
        }
    }

    /** Keeps what commons-net puts into a message's text only. */
    private final class Client extends TFTPClient {
        private Optional<TFTPErrorPacket> error = Optional.empty();
        private boolean hasData;

        void open(InetAddress server, Duration patience) throws SocketException {
            setDefaultTimeout(patience);
            setMaxTimeouts(1);
            if (server.isLoopbackAddress()) {
                // No packet from another machine can then pass for the server's answer.
                open(0, server);
            } else {
                open();
            }
        }

        @Override
        protected void trace(String direction, TFTPPacket packet) {
            if (direction.equals("<") && packet instanceof TFTPErrorPacket received) {
                error = Optional.of(received);
            }
            if (packet instanceof TFTPDataPacket) {
                hasData = true;
                setMaxTimeouts(MOST_TIMEOUTS);
            }
            if (isLate()) {
                throw new UncheckedIOException(new IOException("late"));
            }
        }

        Optional<TftpAnswer> answer(Sink sink) {
            if (sink.isTooLarge) {
                return Optional.of(new BrokenOff(
                        sink.bytes,
                        "it has more than " + limits.largestFile() + " bytes, which no node is meant to load"));
            }
            if (error.isPresent()) {
                TFTPErrorPacket packet = error.get();
                return Optional.of(
                        hasData
                                ? new BrokenOff(
                                        sink.bytes,
                                        "the server sent error " + packet.getError() + " (" + packet.getMessage() + ")")
                                : new Refused(packet.getError(), packet.getMessage()));
            }
            if (!hasData) {
                return Optional.empty();
            }
            return Optional.of(isLate() ? late(sink.bytes) : new BrokenOff(sink.bytes, "the server fell silent"));
        }
    }
}
