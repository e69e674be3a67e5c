package net.mytestbed.pxe.testkit.tftp;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Found;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.NoAnswer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TftpTreeExtension.class)
class SimulatedNodeTest {
    private TftpTree tree;

    @AutoClose
    private EmbeddedTftpServer server;

    @BeforeEach
    void startServer(TftpTree fresh) {
        tree = fresh.image("orbit-2.0.0");
        server = EmbeddedTftpServer.start(tree.root());
    }

    private SimulatedNode node() {
        return SimulatedNode.at("10.18.1.2", server.address());
    }

    @Test
    void aServerThatNeverAnswersCostsABoundedTime() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            SimulatedBoot boot = SimulatedNode.at("10.18.1.2", (InetSocketAddress) silent.getLocalSocketAddress())
                    .withPatience(Duration.ofMillis(5))
                    .boot();

            assertThat(boot).rebooted();
            assertThat(boot.requests()).extracting(Request::answer).containsOnly(new NoAnswer(Duration.ofMillis(15)));
        }
    }

    @Test
    void aRequestThatWasLostIsRepeated() throws Exception {
        try (DatagramSocket lossy = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerTheSecondRequestOf(lossy));

            TftpAnswer answer = new TftpFiles(
                            (InetSocketAddress) lossy.getLocalSocketAddress(), Duration.ofMillis(1_500))
                    .read("orbit-2.0.0-vmlinuz", OutputStream.nullOutputStream(), 1000);

            assertThat(answer).isInstanceOf(Found.class);
            answering.get();
        }
    }

    /** Answers as the server would, from another port, so that the node takes it for its transfer. */
    private void answerTheSecondRequestOf(DatagramSocket lossy) {
        try (DatagramSocket transfer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            DatagramPacket request = new DatagramPacket(new byte[100], 100);
            lossy.receive(request);
            lossy.receive(request);
            byte[] data = {0, 3, 0, 1, 'x'};
            transfer.send(new DatagramPacket(data, data.length, request.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNodeThatCannotWaitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node().withPatience(Duration.ZERO))
                .withMessageContaining("millisecond");
    }

    @Test
    void aServerWithoutAnAddressIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedNode.at("10.18.1.2", InetSocketAddress.createUnresolved("console", 69)))
                .withMessageContaining("console");
    }

    @Test
    void theStoryOfABootTellsEveryRequestAndTheEnd() {
        tree.config("0A120102", "").config("0A12010", "default a\nlabel a\nlinux orbit-2.0.0-vmlinuz\nappend quiet\n");

        assertThat(node().boot()).hasToString("""
                        pxelinux.cfg/0A120102: an empty file
                        pxelinux.cfg/0A12010: 57 bytes
                        orbit-2.0.0-vmlinuz: 22 bytes
                        The node loaded the kernel orbit-2.0.0-vmlinuz (22 bytes) without an initrd \
                        and the command line "quiet".""");
    }
}
