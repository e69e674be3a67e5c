package net.mytestbed.pxe.testkit.tftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server does on the wire when packets are lost, doubled, foreign or nonsense. */
@ExtendWith(TftpTreeExtension.class)
class TftpTransferTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void aBlockThatIsNotAcknowledgedIsSentAgainUntilTheNodeIsGivenUp(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, Duration.ofMillis(20));
                RawNode node = new RawNode(server)) {
            node.askFor("linux");

            assertThat(everything(node)).hasSize(10).containsOnly("DATA 1");
        }
    }

    @Test
    void aBlockThatIsAcknowledgedLateGoesOn(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, Duration.ofMillis(300));
                RawNode node = new RawNode(server)) {
            node.askFor("linux");
            assertThat(node.next()).isEqualTo("DATA 1");
            assertThat(node.next()).isEqualTo("DATA 1");

            node.acknowledge(1);

            String next = node.next();
            while (next.equals("DATA 1")) {
                next = node.next();
            }
            assertThat(next).isEqualTo("DATA 2");
        }
    }

    @Test
    void aDoubledAcknowledgementIsAnsweredOnce(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, NEVER);
                RawNode node = new RawNode(server)) {
            node.askFor("linux");
            assertThat(node.next()).isEqualTo("DATA 1");

            node.acknowledge(1);
            node.acknowledge(1);

            assertThat(everything(node)).containsExactly("DATA 2");
        }
    }

    @Test
    void afterTheLastAcknowledgementAllIsQuiet(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, NEVER);
                RawNode node = new RawNode(server)) {
            node.askFor("pxelinux.0");
            assertThat(node.next()).isEqualTo("DATA 1");

            node.acknowledge(1);

            assertThat(node.next()).isEqualTo("silence");
        }
    }

    @Test
    void aFileThatFillsItsLastBlockEndsWithAnEmptyOne(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, NEVER);
                RawNode node = new RawNode(server)) {
            Files.write(tree.root().resolve("linux"), new byte[512]);
            node.askFor("linux");
            assertThat(node.next()).isEqualTo("DATA 1");

            node.acknowledge(1);

            assertThat(node.next()).isEqualTo("DATA 2");
        }
    }

    @Test
    void aStrangerIsToldSoAndTheTransferGoesOn(TftpTree tree) throws IOException {
        try (EmbeddedTftpServer server = server(tree, NEVER);
                RawNode node = new RawNode(server);
                RawNode stranger = new RawNode(server)) {
            node.askFor("linux");
            assertThat(node.next()).isEqualTo("DATA 1");
            stranger.intrudeOn(node);

            stranger.acknowledge(1);

            assertThat(stranger.next()).isEqualTo("ERROR 5");
            node.acknowledge(1);
            assertThat(node.next()).isEqualTo("DATA 2");
        }
    }

    @Test
    void packetsOfNonsenseDoNotDisturbTheServer(TftpTree tree) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (EmbeddedTftpServer server = server(tree, NEVER);
                RawNode node = new RawNode(server)) {
            for (int packet = 0; packet < 1000; packet++) {
                byte[] bytes = new byte[random.nextInt(1500)];
                random.nextBytes(bytes);
                if (bytes.length > 1) {
                    bytes[0] = 0;
                    bytes[1] = (byte) random.nextInt(8);
                }
                node.askWith(bytes);
            }
            for (int length = 1000; length < 1050; length++) {
                node.askWith(Strings.padEnd("\0\1linux\0octet\0endless-option", length, 'x')
                        .getBytes(US_ASCII));
            }

            TftpAnswer answer = new TftpFiles(server.address(), Duration.ofSeconds(5))
                    .read("linux", new ByteArrayOutputStream(), Long.MAX_VALUE);

            assertThat(answer).as("seed %d", seed).isInstanceOf(Found.class);
        }
    }

    private static EmbeddedTftpServer server(TftpTree tree, Duration patience) throws IOException {
        Files.write(tree.root().resolve("linux"), new byte[2000]);
        return EmbeddedTftpServer.start(tree.root(), 0, patience);
    }

    private static List<String> everything(RawNode node) throws IOException {
        List<String> packets = new ArrayList<>();
        for (String packet = node.next(); !packet.equals("silence"); packet = node.next()) {
            packets.add(packet);
        }
        return packets;
    }
}
