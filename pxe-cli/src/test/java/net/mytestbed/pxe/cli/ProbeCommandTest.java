package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node gets over real TFTP, and how it is told what is wrong with it. */
class ProbeCommandTest {
    private static final String NODE = "omf.nicta.node2";
    private static final String LOCAL_DISK = "default d\nlabel d\nlocalboot 0\n";
    private static final String IMAGE = "orbit-2.0.0";
    private static final String KERNEL = TftpTree.kernelOf(IMAGE);
    private static final String INITRD = TftpTree.initrdOf(IMAGE);

    @TempDir
    private Path directory;

    private CommandTestbed testbed;
    private TftpTree tree;
    private EmbeddedTftpServer server;

    @BeforeEach
    void layOut() {
        testbed = new CommandTestbed(directory, Way.DIRECTORY);
        tree = testbed.tree().config("default", LOCAL_DISK).link("10.0.0.2", IMAGE);
        server = EmbeddedTftpServer.start(tree.root());
    }

    @AfterEach
    void close() {
        server.close();
        testbed.close();
    }

    private void serve(Path other) {
        server.close();
        server = EmbeddedTftpServer.start(other);
    }

    private Shell.Result probe(Shell shell, String... more) {
        List<String> arguments = new ArrayList<>(List.of("probe", NODE, "--domain", "norbit"));
        arguments.addAll(List.of(more));
        return shell.pxe(arguments.toArray(String[]::new));
    }

    private Shell.Result probe(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--tftp", "127.0.0.1:" + server.port()));
        arguments.addAll(List.of(more));
        return probe(testbed.shell(), arguments.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-o", "json"));
        arguments.addAll(List.of(more));
        return JsonMapper.builder()
                .build()
                .readTree(probe(arguments.toArray(String[]::new)).out());
    }

    private List<String> codes() throws IOException {
        return json().path("findings").findValuesAsText("code");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }

    @Test
    void aNodeThatGetsWhatIsOnTheDiskIsStatusZero() throws IOException {
        Shell.Result result = probe();

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .contains(
                        "TFTP server 127.0.0.1:" + server.port() + ", compared with " + tree.root(),
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
        JsonNode json = json();

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
    void aServerOfAnotherDirectoryIsFoundOut() {
        TftpTree other =
                TftpTree.create(directory.resolve("other")).config("default", "default x\nlabel x\nlocalboot 4\n");
        serve(other.root());

        Shell.Result result = probe();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .filteredOn(line -> line.startsWith("!"))
                .singleElement()
                .asString()
                .contains(
                        "another directory than " + tree.root(),
                        "pxelinux.cfg/0A000002 is here and not there (error 1 (File not found))",
                        "pxelinux.cfg/default has another content of the same 30 bytes",
                        "TFTP_DIRECTORY",
                        "root in the section tftp");
    }

    @Test
    void whatOnlyTheServerHasMeansAnotherDirectory() throws IOException {
        TftpTree other = TftpTree.create(directory.resolve("other")).config("01-00-03-2d-08-1a-23", LOCAL_DISK);
        serve(other.root());

        assertThat(codes()).containsExactly("other-tree");
        assertThat(probe().out()).contains("pxelinux.cfg/01-00-03-2d-08-1a-23 is there and not here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-------"})
    void aFileThatTheServerMayNotReadIsNamedWithTheCommandThatOpensIt(String permissions) throws IOException {
        Path kernel = tree.root().resolve(KERNEL);
        permit(kernel, permissions);

        Shell.Result result = probe();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "! " + KERNEL
                                        + " is on the disk, but the TFTP server refuses it with error 2 (File must have global read")
                        .endsWith("run: chmod o+r " + kernel))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("! With pxelinux.cfg/0A000002 as it comes the node waits for a person"));
    }

    @Test
    void aDirectoryThatTheServerMayNotEnterIsNamed() throws IOException {
        Path images = Files.createDirectory(tree.root().resolve("images"));
        tree.file("images/vmlinuz", "kernel").config("default", "default x\nlabel x\nlinux images/vmlinuz\n");
        Files.delete(tree.cfgDir().resolve("0A000002"));
        permit(images, "rwxr-x---");

        assertThat(probe().lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "images/vmlinuz is on the disk",
                                "error 0 (Permission denied)",
                                "run: chmod o+x " + images));
    }

    @Test
    void anAbsoluteLinkIsNotFollowedInAChroot() {
        tree.link("10.0.0.2", tree.cfgDir().resolve(IMAGE).toString());

        Shell.Result result = probe();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .contains("By pxelinux.cfg/default it boots local disk, label d")
                .filteredOn(line -> line.startsWith("!"))
                .singleElement()
                .asString()
                .contains(
                        "pxelinux.cfg/0A000002 is on the disk, but the TFTP server refuses it with error 1",
                        tree.cfgDir().resolve("0A000002") + " -> "
                                + tree.cfgDir().resolve(IMAGE) + " is absolute",
                        "--secure",
                        "relative link");
    }

    @Test
    void aLinkThatLeadsOutOfTheTreeIsNotFollowedInAChroot() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("images"));
        Files.writeString(outside.resolve("vmlinuz"), "kernel");
        Files.createSymbolicLink(tree.root().resolve("images"), Path.of("../images"));
        tree.config("default", "default x\nlabel x\nlinux images/vmlinuz\n").link("10.0.0.2", "default");

        assertThat(codes()).containsExactly("chroot", "waits");
        assertThat(probe().out()).contains(tree.root().resolve("images") + " -> ../images leads out of " + tree.root());
    }

    @Test
    void aLinkFromTheTopOfTheChrootIsAsGoodAsARelativeOne() {
        tree.link("10.0.0.2", "/pxelinux.cfg/" + IMAGE);

        Shell.Result result = probe();

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +found +[0-9]+ +[0-9]+ +same"));
    }

    @Test
    void aKernelThatDiffersFromTheDisksIsNamedWithBothSizes() throws IOException {
        copyTree();
        tree.file(KERNEL, "another kernel, which was just put there");

        assertThat(codes()).containsExactly("differs");
        assertThat(probe().out()).contains(KERNEL + " comes from the TFTP server with 22 bytes, and 40 here");
    }

    @Test
    void aFileThatEndsTooEarlyIsNamedAsCutShort() throws IOException {
        copyTree();
        Files.writeString(tree.root().resolve(INITRD), "the rest of it", StandardOpenOption.APPEND);

        assertThat(codes()).containsExactly("cut-short");
        assertThat(probe().out()).contains(INITRD + " ended after 32 of the 46 bytes");
    }

    /** The server gets a copy, so that a change of the tree is not one of what is served. */
    private void copyTree() throws IOException {
        TftpTree copy = TftpTree.create(directory.resolve("copy"))
                .image(IMAGE)
                .config("default", LOCAL_DISK)
                .link("10.0.0.2", IMAGE);
        serve(copy.root());
    }

    @Test
    void aServerThatDoesNotAnswerIsStatusFour() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Shell.Result result = probe(testbed.shell(), "--tftp", "127.0.0.1:" + silent.getLocalPort());

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
        Shell.Result result = probe(testbed.shell(), "--tftp", text);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("expected HOST or HOST:PORT");
    }

    @Test
    void withoutAnyConfigurationThatIsTheFinding() throws IOException {
        Files.delete(tree.cfgDir().resolve("default"));
        Files.delete(tree.cfgDir().resolve("0A000002"));

        assertThat(codes()).containsExactly("no-configuration");
    }

    @Test
    void aDirectoryUnderTheNodesNameHangsIt() throws IOException {
        Files.delete(tree.cfgDir().resolve("0A000002"));
        Files.createDirectory(tree.cfgDir().resolve("0A000002"));

        assertThat(codes()).containsExactly("directory");
        assertThat(probe().lines()).anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/default +not asked .*"));
    }

    @Test
    void anEmptyFileAndALinkToNothingAreNamedAndPassedOver() {
        tree.config("01-00-03-2d-08-1a-23", "").link("10.0.0.2", "gone");

        assertThat(probe().lines())
                .contains("By pxelinux.cfg/default it boots local disk, label d")
                .anySatisfy(line -> assertThat(line).startsWith("! pxelinux.cfg/01-00-03-2d-08-1a-23 is empty"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("! " + tree.cfgDir().resolve("0A000002") + " is a link to nothing"));
    }

    @Test
    void pxelinuxFromVersionFiveOnNeedsItsSecondFile() throws IOException {
        tree.file("pxelinux.0", "\nPXELINUX 6.04 PXE 20200816 \n");

        assertThat(codes()).containsExactly("missing");
        assertThat(probe().out()).contains("! pxelinux.0 is PXELINUX 6, which needs ldlinux.c32 beside it");

        tree.file("ldlinux.c32", "module");
        assertThat(codes()).isEmpty();
    }

    @Test
    void anOlderPxelinuxIsInOneFile() {
        tree.file("pxelinux.0", "\nPXELINUX 4.05 20110425 \n");

        assertThat(probe().out()).doesNotContain("ldlinux");
    }

    @Test
    void aBootProgramThatIsNotThereIsMissing() throws IOException {
        Files.delete(tree.root().resolve("pxelinux.0"));

        assertThat(codes()).containsExactly("missing");
    }

    @Test
    void theConfigurationNamesServerAndRootOfTheTree() throws IOException {
        serve(directory);
        Files.writeString(
                testbed.config(),
                "tftp: {server: '127.0.0.1:" + server.port() + "', root: " + directory + "}\n",
                StandardOpenOption.APPEND);

        Shell.Result result = probe(testbed.shell());

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .contains("TFTP server 127.0.0.1:" + server.port() + ", compared with " + directory)
                .anySatisfy(line -> assertThat(line).matches("tftpboot/pxelinux.0 +found .*same"))
                .anySatisfy(line -> assertThat(line).matches("tftpboot/pxelinux.cfg/0A000002 +found .*same"));
    }

    @Test
    void theBootFilesDirectoryIsWhereEverythingIsLookedFor() throws IOException {
        serve(directory);

        assertThat(probe("--boot-file", "tftpboot/pxelinux.0").out())
                .containsPattern("tftpboot/pxelinux.cfg/0A000002 +found")
                .containsPattern("tftpboot/" + KERNEL + " +found");
    }

    @Test
    void grubAsksForNamesOfItsOwn() throws IOException {
        Files.createDirectory(tree.root().resolve("grub"));
        tree.file("grub/grub.cfg-0A0000", "boot");

        Shell.Result result = probe("--program", "grub");

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
            serve(far.tree().root());

            Shell.Result result = probe(far.shell(), "--tftp", "127.0.0.1:" + server.port());

            assertThat(result.status()).isZero();
            assertThat(result.lines())
                    .contains("TFTP server 127.0.0.1:" + server.port() + ", nothing here to compare with")
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
