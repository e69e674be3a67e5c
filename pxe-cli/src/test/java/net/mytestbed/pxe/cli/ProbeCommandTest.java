package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node gets over real TFTP, wherever its boot files are asked for; what is wrong with them: {@link ProbeFindingsTest}. */
class ProbeCommandTest {
    private static final String IMAGE = ProbeTestbed.IMAGE;
    private static final String KERNEL = ProbeTestbed.KERNEL;
    private static final String INITRD = ProbeTestbed.INITRD;

    private final Path directory;

    @AutoClose
    private final ProbeTestbed testbed;

    private final TftpTree tree;

    ProbeCommandTest(@TempDir Path directory) {
        this.directory = directory;
        testbed = new ProbeTestbed(directory);
        tree = testbed.tree();
    }

    private static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }

    @Test
    void aNodeThatGetsWhatIsOnTheDiskIsStatusZero() throws IOException {
        Shell.Result result = testbed.probe();

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .contains(
                        "TFTP server 127.0.0.1:" + testbed.port() + ", compared with " + tree.root(),
                        "By pxelinux.cfg/0A000002 it boots kernel " + KERNEL + " + " + INITRD + ", label linux",
                        "  " + sha256(tree.root().resolve(KERNEL)) + "  " + KERNEL,
                        "  " + sha256(tree.root().resolve(INITRD)) + "  " + INITRD,
                        "Nothing is wrong: the node gets what is on the disk.")
                .anySatisfy(line -> assertThat(line).matches("pxelinux.0 +found +[0-9]+ +13 +same"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/<uuid> +unknown +- +- +-"))
                .anySatisfy(line -> assertThat(line)
                        .matches("pxelinux.cfg/01-00-03-2d-08-1a-23 +error 1 \\(File not found\\) +[0-9]+ +- +absent"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +found +[0-9]+ +[0-9]+ +same"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/default +not asked +- +- +-"))
                .noneSatisfy(line -> assertThat(line).startsWith("!"));
    }

    @Test
    void programsGetEveryAnswerWithSizeTimeAndDigest() throws IOException {
        JsonNode json = testbed.json();

        JsonNode kernel = json.path("asked").path(json.path("asked").size() - 2);
        assertThat(kernel.path("name").asText()).isEqualTo(KERNEL);
        assertThat(kernel.path("role").asText()).isEqualTo("file");
        assertThat(kernel.path("bytes").asLong())
                .isEqualTo(Files.size(tree.root().resolve(KERNEL)));
        assertThat(kernel.path("millis").isNumber()).isTrue();
        assertThat(json.path("file").asText()).isEqualTo("pxelinux.cfg/0A000002");
        assertThat(json.path("boots").path("label").asText()).isEqualTo("linux");
        assertThat(json.path("findings")).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsStatusFour() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Shell.Result result = testbed.probe(testbed.shell(), "--tftp", "127.0.0.1:" + silent.getLocalPort());

            assertThat(result.status()).isEqualTo(4);
            assertThat(result.lines())
                    .anySatisfy(line -> assertThat(line).matches("pxelinux.0 +no answer .*"))
                    .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/default +not asked .*"))
                    .filteredOn(line -> line.startsWith("!"))
                    .singleElement()
                    .asString()
                    .contains(
                            "127.0.0.1:" + silent.getLocalPort() + " does not answer within 6 s", "firewall", "--tftp");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1:0", "tftp://10.0.0.1"})
    void whatIsNoTftpServerIsWrongUsage(String text) {
        Shell.Result result = testbed.probe(testbed.shell(), "--tftp", text);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("expected HOST or HOST:PORT");
    }

    @Test
    void theConfigurationNamesServerAndRootOfTheTree() throws IOException {
        testbed.serve(directory);
        Files.writeString(
                testbed.config(),
                "tftp: {server: '127.0.0.1:" + testbed.port() + "', root: " + directory + "}\n",
                StandardOpenOption.APPEND);

        Shell.Result result = testbed.probe(testbed.shell());

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .contains("TFTP server 127.0.0.1:" + testbed.port() + ", compared with " + directory)
                .anySatisfy(line -> assertThat(line).matches("tftpboot/pxelinux.0 +found .*same"))
                .anySatisfy(line -> assertThat(line).matches("tftpboot/pxelinux.cfg/0A000002 +found .*same"));
    }

    @Test
    void theBootFilesDirectoryIsWhereEverythingIsLookedFor() throws IOException {
        testbed.serve(directory);

        assertThat(testbed.probe("--boot-file", "tftpboot/pxelinux.0").out())
                .containsPattern("tftpboot/pxelinux.cfg/0A000002 +found")
                .containsPattern("tftpboot/" + KERNEL + " +found");
    }

    @Test
    void grubAsksForNamesOfItsOwn() throws IOException {
        Files.createDirectory(tree.root().resolve("grub"));
        tree.file("grub/grub.cfg-0A0000", "boot");

        Shell.Result result = testbed.probe("--program", "grub");

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .anySatisfy(line -> assertThat(line).matches("grub/grub.cfg-0A00000 +error 1 .*"))
                .anySatisfy(line -> assertThat(line).matches("grub/grub.cfg-0A0000 +found .*same"))
                .noneSatisfy(line -> assertThat(line).startsWith("By "));
    }

    @Test
    void aServiceElsewhereTellsTheNamesAndThereIsNothingToCompareWith(@TempDir Path elsewhere) {
        try (CommandTestbed far = new CommandTestbed(elsewhere, Way.SERVER)) {
            far.tree().link("10.0.0.2", IMAGE);
            testbed.serve(far.tree().root());

            Shell.Result result = testbed.probe(far.shell(), "--tftp", "127.0.0.1:" + testbed.port());

            assertThat(result.status()).isZero();
            assertThat(result.lines())
                    .contains("TFTP server 127.0.0.1:" + testbed.port() + ", nothing here to compare with")
                    .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +found +[0-9]+ +[0-9]+ +-"));
        }
    }

    @Test
    void anUnknownNodeIsStatusThree() {
        assertThat(testbed.shell()
                        .pxe("probe", "omf.nicta.node99", "--domain", "norbit")
                        .status())
                .isEqualTo(3);
    }
}
