package net.mytestbed.pxe.cli.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import net.mytestbed.pxe.cli.probe.TftpAnswer.BrokenOff;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Refused;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Sent;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Silent;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftpReaderTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final TftpReader.Limits LIMITS = new TftpReader.Limits(PATIENCE, 2, Duration.ofMinutes(1), 10_000);

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private TftpAnswer read(InetSocketAddress server, TftpReader.Limits limits, String path) {
        return new TftpReader(server, limits).read(path, content, 5);
    }

    /** A server of few packets, which answers from the port of a transfer as servers do. */
    private static final class Script implements AutoCloseable {
        private final DatagramSocket requests;
        private final DatagramSocket transfer;

        /** @param onRequest gets the number of the request, from 1, and who asked */
        Script(BiConsumer<Integer, Script> onRequest) throws SocketException {
            requests = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            transfer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(onRequest), "script");
            thread.setDaemon(true);
            thread.start();
        }

        private volatile SocketAddress node = new InetSocketAddress(0);

        private void serve(BiConsumer<Integer, Script> onRequest) {
            try {
                for (int request = 1; ; request++) {
                    DatagramPacket packet = new DatagramPacket(new byte[600], 600);
                    requests.receive(packet);
                    node = packet.getSocketAddress();
                    onRequest.accept(request, this);
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        void send(int operation, int number, String text) {
            byte[] bytes = ("\0\0\0\0" + text).getBytes(US_ASCII);
            bytes[1] = (byte) operation;
            bytes[3] = (byte) number;
            try {
                transfer.send(new DatagramPacket(bytes, bytes.length, node));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) requests.getLocalSocketAddress();
        }

        @Override
        public void close() {
            requests.close();
            transfer.close();
        }
    }

    private static void data(Script script, int block, int bytes) {
        script.send(3, block, "x".repeat(bytes));
    }

    @Test
    void aLostRequestIsAskedAgain() throws SocketException {
        try (Script server = new Script((request, script) -> {
            if (request == 2) {
                data(script, 1, 3);
            }
        })) {
            assertThat(read(server.address(), LIMITS, "f"))
                    .isInstanceOfSatisfying(
                            Sent.class, sent -> assertThat(sent.bytes()).isEqualTo(3));
        }
    }

    @Test
    void aServerThatNeverAnswersIsSilent() throws SocketException {
        try (Script server = new Script((request, script) -> {})) {
            assertThat(read(server.address(), LIMITS, "f")).isEqualTo(new Silent());
        }
    }

    @Test
    void aTransferThatStopsInTheMidstIsBrokenOffAndNotAskedForAgain() throws SocketException {
        try (Script server = new Script((request, script) -> data(script, request, 512))) {
            assertThat(read(server.address(), LIMITS, "f")).isEqualTo(new BrokenOff(512, "the server fell silent"));
        }
    }

    @Test
    void anErrorInTheMidstIsToldWithWhatCameBeforeIt() throws SocketException {
        try (Script server = new Script((request, script) -> {
            data(script, 1, 512);
            script.send(5, 0, "Disk gone\0");
        })) {
            assertThat(read(server.address(), LIMITS, "f"))
                    .isEqualTo(new BrokenOff(512, "the server sent error 0 (Disk gone)"));
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd(@TempDir Path directory) {
        TftpTree tree = TftpTree.create(directory).file("large", new byte[20_000]);
        try (EmbeddedTftpServer server = EmbeddedTftpServer.start(tree.root())) {
            assertThat(read(server.address(), LIMITS, "large")).isInstanceOfSatisfying(BrokenOff.class, broken -> {
                assertThat(broken.bytes()).isLessThanOrEqualTo(10_000);
                assertThat(broken.reason()).contains("more than 10000 bytes");
            });
        }
    }

    @Test
    void aSlowServerIsLeftWhenTheTimeIsOver() throws SocketException {
        TftpReader.Limits hasty = new TftpReader.Limits(PATIENCE, 2, Duration.ofMillis(1), 10_000);
        try (Script server = new Script((request, script) -> data(script, request, 512))) {
            TftpReader reader = new TftpReader(server.address(), hasty);
            assertThat(reader.read("f", content, 5))
                    .isInstanceOfSatisfying(
                            BrokenOff.class,
                            broken -> assertThat(broken.reason()).contains("the probe ends after"));
        }
    }

    @Test
    void onlyTheBeginningIsKeptAndAllOfItCounted(@TempDir Path directory) {
        TftpTree tree = TftpTree.create(directory).file("f", "0123456789");
        try (EmbeddedTftpServer server = EmbeddedTftpServer.start(tree.root())) {
            assertThat(read(server.address(), LIMITS, "f"))
                    .isEqualTo(new Sent(10, "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"));
            assertThat(content.toString(US_ASCII)).isEqualTo("01234");
            assertThat(read(server.address(), LIMITS, "g")).isEqualTo(new Refused(1, "File not found"));
        }
    }
}
