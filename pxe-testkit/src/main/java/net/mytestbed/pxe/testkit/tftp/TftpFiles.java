package net.mytestbed.pxe.testkit.tftp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;
import org.apache.commons.net.tftp.TFTPDataPacket;
import org.apache.commons.net.tftp.TFTPErrorPacket;
import org.apache.commons.net.tftp.TFTPPacket;

/** The files of a TFTP server, read in octet mode. */
final class TftpFiles implements FileSource {
    /** The client of commons-net never repeats a request, so that one lost packet would make a file a missing one. */
    private static final int MOST_REQUESTS = 3;

    private final InetSocketAddress server;
    private final Duration patience;

    /** @param patience how long to wait for each answer */
    TftpFiles(InetSocketAddress server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    @Override
    public TftpAnswer read(String file, OutputStream content, long largest) {
        Optional<TftpAnswer> answer = Optional.empty();
        for (int request = 0; answer.isEmpty() && request < MOST_REQUESTS; request++) {
            answer = request(file, new ContentMeter(file, content, largest));
        }
        return answer.orElseGet(() -> new TftpAnswer.NoAnswer(patience.multipliedBy(MOST_REQUESTS)));
    }

    /** Asks once; empty if nothing at all came. */
    private Optional<TftpAnswer> request(String file, ContentMeter content) {
        try (Client client = new Client(file)) {
            client.open(server.getAddress(), patience);
            try {
                client.receiveFile(file, TFTP.OCTET_MODE, content, server.getAddress(), server.getPort());
                return Optional.of(content.answer());
            } catch (IOException noFile) {
                return client.answer(patience);
            }
        } catch (SocketException e) {
            throw new UncheckedIOException("No socket can be opened to read " + file + " from " + server + ".", e);
        }
    }

    /** Keeps what commons-net puts into a message's text only, and ends what takes too long. */
    private static final class Client extends TFTPClient {
        private static final Duration LONGEST = Duration.ofMinutes(5);

        private final String file;
        private final long start = System.nanoTime();
        private Optional<TFTPErrorPacket> error = Optional.empty();
        private boolean hasData;

        Client(String file) {
            this.file = file;
        }

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
            hasData |= packet instanceof TFTPDataPacket;
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new UncheckedIOException(
                        new IOException("The file " + file + " takes longer than " + LONGEST + "."));
            }
        }

        Optional<TftpAnswer> answer(Duration patience) {
            Optional<TftpAnswer> refused =
                    error.map(packet -> new TftpAnswer.Refused(packet.getError(), packet.getMessage()));
            return hasData ? refused.or(() -> Optional.of(new TftpAnswer.NoAnswer(patience))) : refused;
        }
    }
}
