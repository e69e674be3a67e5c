package net.mytestbed.pxe.testkit.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Empty;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Found;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Refused;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TftpTreeExtension.class)
class EmbeddedTftpServerTest {
    private static final Refused NOT_FOUND = new Refused(1, "File not found");

    private TftpTree tree;

    @AutoClose
    private EmbeddedTftpServer server;

    @BeforeEach
    void startServer(TftpTree fresh) {
        tree = fresh.config("orbit-2.0.0", "default linux\n");
        server = EmbeddedTftpServer.start(tree.root());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 1024, 5000})
    void aFileOfAnySizeComesWhole(int size) throws IOException {
        Files.write(tree.root().resolve("linux"), new byte[size]);

        assertThat(ask("linux"))
                .isEqualTo(new Found(
                        size, Hashing.sha256().hashBytes(new byte[size]).toString()));
    }

    @Test
    void aFileOverThirtyTwoMebibytesComesWhole() throws IOException {
        long size = 65_537L * 512 + 7;
        Path file = tree.file("initrd", "").root().resolve("initrd");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }

        assertThat(ask("initrd"))
                .isEqualTo(new Found(
                        size,
                        MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString()));
    }

    @Test
    void anEmptyFileIsServedAsOne() {
        tree.config("empty", "");

        assertThat(ask("pxelinux.cfg/empty")).isEqualTo(new Empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orbit-2.0.0",
                "./orbit-2.0.0",
                "../pxelinux.cfg/orbit-2.0.0",
                "/pxelinux.cfg/orbit-2.0.0",
                "chain"
            })
    void aLinkWithinTheDirectoryIsFollowed(String target) throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("chain"), Path.of("orbit-2.0.0"));
        tree.link("10.18.1.2", target);

        assertThat(ask("pxelinux.cfg/0A120102")).isInstanceOf(Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "../../../../../../etc/hostname", "../missing/orbit-2.0.0", "orbit-2.0.0/x"})
    void aLinkThatLeadsNowhereOrOutIsNotFound(String target) {
        tree.link("10.18.1.2", target);

        assertThat(ask("pxelinux.cfg/0A120102")).isEqualTo(NOT_FOUND);
    }

    @Test
    void aLinkToAPathOfTheHostIsNotFound() {
        tree.link("10.18.1.2", tree.cfgDir().resolve("orbit-2.0.0").toString());

        assertThat(ask("pxelinux.cfg/0A120102")).isEqualTo(NOT_FOUND);
    }

    @Test
    void linksInACircleAreRefused() {
        tree.link("10.18.1.2", "0A120103").link("10.18.1.3", "0A120102");

        assertThat(ask("pxelinux.cfg/0A120102")).isEqualTo(new Refused(0, "Too many levels of symbolic links"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/../secret",
                "pxelinux.cfg/../../secret",
                "pxelinux.cfg/link",
                "pxelinux.cfg/up/secret"
            })
    void nothingBesideTheDirectoryCanBeRead(String name) throws IOException {
        tree.file("secret", "not for nodes");
        TftpTree inner = TftpTree.create(tree.root().resolve("inner"));
        Files.createSymbolicLink(inner.cfgDir().resolve("link"), Path.of("../../secret"));
        Files.createSymbolicLink(inner.cfgDir().resolve("up"), Path.of("../.."));

        try (EmbeddedTftpServer ofInner = EmbeddedTftpServer.start(inner.root())) {
            assertThat(ask(ofInner, name)).isEqualTo(NOT_FOUND);
        }
    }

    @Test
    void aFileThatIsNotReadableByAllIsRefused() throws IOException {
        Files.setPosixFilePermissions(
                tree.cfgDir().resolve("orbit-2.0.0"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(ask("pxelinux.cfg/orbit-2.0.0")).isEqualTo(new Refused(2, "File must have global read permissions"));
    }

    @Test
    void aFileInADirectoryThatIsClosedToAllIsRefused() throws IOException {
        Files.setPosixFilePermissions(tree.cfgDir(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(ask("pxelinux.cfg/orbit-2.0.0")).isEqualTo(new Refused(0, "Permission denied"));
    }

    @Test
    void aDirectoryIsRefusedInTheWordsOfTftpd() {
        assertThat(ask("pxelinux.cfg")).isEqualTo(new Refused(0, "Is a directory"));
    }

    @Test
    void nothingCanBeWritten() throws IOException {
        TreeSnapshot before = tree.snapshot();

        try (TFTPClient client = new TFTPClient()) {
            client.open();
            assertThatThrownBy(() -> client.sendFile(
                            "new",
                            TFTP.OCTET_MODE,
                            new ByteArrayInputStream(new byte[10]),
                            server.address().getAddress(),
                            server.port()))
                    .hasMessageContaining("Error code 2 received: This server is read-only");
        }

        assertThat(tree.snapshot()).isEqualTo(before);
    }

    @Test
    void textModeIsRefused() throws IOException {
        try (TFTPClient client = new TFTPClient()) {
            client.open();
            assertThatThrownBy(() -> client.receiveFile(
                            "pxelinux.0",
                            TFTP.NETASCII_MODE,
                            new ByteArrayOutputStream(),
                            server.address().getAddress(),
                            server.port()))
                    .hasMessageContaining("Only octet (binary) mode is served");
        }
    }

    @Test
    void manyNodesAreServedAtOnce() throws Exception {
        byte[] kernel = new byte[100_000];
        Files.write(tree.root().resolve("linux"), kernel);
        ExecutorService nodes = Executors.newFixedThreadPool(64);
        try {
            List<Future<TftpAnswer>> answers = new ArrayList<>();
            for (int node = 0; node < 400; node++) {
                answers.add(nodes.submit(() -> ask("linux")));
            }
            for (Future<TftpAnswer> answer : answers) {
                assertThat(answer.get())
                        .isEqualTo(new Found(
                                kernel.length,
                                Hashing.sha256().hashBytes(kernel).toString()));
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() {
        assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        assertThat(server.port()).isPositive();
    }

    @Test
    void itListensOnTheGivenPort() {
        int port = server.port();
        server.close();

        try (EmbeddedTftpServer again = EmbeddedTftpServer.start(tree.root(), port)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> EmbeddedTftpServer.start(tree.root(), server.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1, port " + server.port())
                .hasMessageContaining("Address already in use");
    }

    @Test
    void aDirectoryThatDoesNotExistIsNamed() {
        Path missing = tree.root().resolve("missing");

        assertThatThrownBy(() -> EmbeddedTftpServer.start(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The directory " + missing + " cannot be served");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void aNumberThatIsNoPortIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedTftpServer.start(tree.root(), port))
                .withMessageContaining(port + " is not a port");
    }

    @Test
    void closingEndsItsThreadAndFreesItsPortWhateverIsUnderWay() throws IOException {
        Files.write(tree.root().resolve("linux"), new byte[5000]);
        try (RawNode node = new RawNode(server)) {
            node.askFor("linux");
            assertThat(node.next()).isEqualTo("DATA 1");

            server.close();
        }

        assertThat(threads()).doesNotContain("tftp-" + server.port());
        try (DatagramSocket free = new DatagramSocket(server.address())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        server.close();
        server.close();

        assertThat(threads()).doesNotContain("tftp-" + server.port());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private TftpAnswer ask(String file) {
        return ask(server, file);
    }

    private static TftpAnswer ask(EmbeddedTftpServer server, String file) {
        return new TftpFiles(server.address(), Duration.ofSeconds(5))
                .read(file, new ByteArrayOutputStream(), Long.MAX_VALUE);
    }
}
