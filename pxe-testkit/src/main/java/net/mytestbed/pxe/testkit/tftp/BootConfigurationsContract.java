package net.mytestbed.pxe.testkit.tftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.ConfigFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The part of {@link BootDirectoryContract} that is about boot configurations and the files they name. */
@ExtendWith(TftpTreeExtension.class)
abstract class BootConfigurationsContract {
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");

    TftpTree tree;
    BootDirectory directory;

    /**
     * Opens the directory under test: configurations and links in the tree's {@link TftpTree#cfgDir}, whatever else it needs in its
     * {@link TftpTree#stateDir}. A test may open one tree several times, as several processes would.
     */
    protected abstract BootDirectory open(TftpTree tree) throws Exception;

    @BeforeEach
    void openDirectory(TftpTree fresh) throws Exception {
        tree = fresh.image("orbit-2.0.0").image("orbit-3.0");
        directory = open(tree);
    }

    @Test
    void aConfigurationIsReadAsItStands() {
        tree.config("orbit-2.0.0", "# caf\u00e9\r\ndefault linux\n");

        assertThat(directory.configuration(ORBIT)).isInstanceOfSatisfying(ConfigFile.Served.class, served -> {
            assertThat(served.name()).isEqualTo(ORBIT);
            assertThat(served.config().bytes()).asString(UTF_8).isEqualTo("# caf\u00e9\r\ndefault linux\n");
        });
    }

    @Test
    void aConfigurationMayBeALinkToAnotherOne() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("current"), Path.of("orbit-2.0.0"));

        assertThat(directory.configuration(BootConfigName.of("current"))).isInstanceOf(ConfigFile.Served.class);
    }

    @Test
    void aMissingConfigurationIsUnusable() {
        assertUnusable("missing");
    }

    @Test
    void anEmptyConfigurationIsUnusable() {
        tree.config("empty", "");

        assertUnusable("empty");
    }

    @Test
    void aConfigurationThatTheTftpServerMayNotReadIsUnusable() throws IOException {
        Files.setPosixFilePermissions(
                tree.cfgDir().resolve("orbit-2.0.0"), PosixFilePermissions.fromString("rw-r-----"));

        assertUnusable("orbit-2.0.0");
    }

    @Test
    void aDirectoryIsAnUnusableConfiguration() throws IOException {
        Files.createDirectory(tree.cfgDir().resolve("directory"));

        assertUnusable("directory");
    }

    @Test
    void aConfigurationThatIsALinkToNowhereIsUnusable() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("dangling"), Path.of("missing"));

        assertUnusable("dangling");
    }

    @Test
    void aConfigurationThatIsALinkToAPathOfTheHostIsUnusable() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("host"), tree.cfgDir().resolve("orbit-2.0.0"));

        assertUnusable("host");
    }

    @Test
    void aConfigurationThatIsALinkOutOfTheTreeIsUnusable() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("outside"), Path.of("../../../../../../../../etc/hostname"));

        assertUnusable("outside");
    }

    @Test
    void linksInACircleAreUnusable() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("one"), Path.of("two"));
        Files.createSymbolicLink(tree.cfgDir().resolve("two"), Path.of("one"));

        assertUnusable("one");
    }

    @Test
    void aFileThatIsTooLargeForAConfigurationIsUnusable() {
        tree.config("kernel", "#".repeat(BootConfig.MAXIMUM_SIZE + 1));

        assertUnusable("kernel");
    }

    private void assertUnusable(String name) {
        assertThat(directory.configuration(BootConfigName.of(name)))
                .isInstanceOfSatisfying(ConfigFile.Unusable.class, unusable -> {
                    assertThat(unusable.name().value()).isEqualTo(name);
                    assertThat(unusable.reason())
                            .as("the reason for the operator")
                            .contains(" ");
                });
    }

    @Test
    void theConfigurationsAreTheFilesThatNodesCanBeLinkedTo() throws IOException {
        tree.config("default", "default x\n")
                .config("0A120103", "default x\n")
                .config("01-00-03-2d-08-1a-23", "default x\n")
                .config("b8945908-d6a6-41a9-811d-74a2c98d3db1", "default x\n")
                .config(".hidden", "default x\n")
                .config("name with blanks", "default x\n")
                .link("10.18.1.2", "orbit-2.0.0");
        Files.createDirectory(tree.cfgDir().resolve("directory"));

        assertThat(directory.configurations())
                .extracting(BootConfigName::value)
                .containsExactly("default", "orbit-2.0.0", "orbit-3.0");
    }

    @Test
    void aFileExistsIfTheTftpServerWouldServeIt() throws IOException {
        Files.createSymbolicLink(tree.root().resolve("link"), Path.of("orbit-2.0.0-vmlinuz"));
        Files.createDirectory(tree.root().resolve("images"));
        tree.file("images/linux", "kernel\n");
        Files.createSymbolicLink(tree.root().resolve("images/above"), Path.of("../link"));
        Files.createSymbolicLink(tree.root().resolve("latest"), Path.of("images"));
        Files.createSymbolicLink(tree.root().resolve("absolute"), Path.of("/images/linux"));
        Files.createSymbolicLink(tree.root().resolve("above-all"), Path.of("../../images/linux"));

        assertThat(directory.exists("orbit-2.0.0-vmlinuz")).isTrue();
        assertThat(directory.exists("images/linux")).isTrue();
        assertThat(directory.exists("pxelinux.cfg/orbit-2.0.0")).isTrue();
        assertThat(directory.exists("link")).isTrue();
        assertThat(directory.exists("images/above"))
                .as("a link to a link in the directory above")
                .isTrue();
        assertThat(directory.exists("latest/linux"))
                .as("behind a link to a directory")
                .isTrue();
        assertThat(directory.exists("absolute"))
                .as("a link from the top of the served directory")
                .isTrue();
        assertThat(directory.exists("above-all"))
                .as("a link that goes above the top, which a chroot cuts")
                .isTrue();
    }

    @Test
    void aFileDoesNotExistIfTheTftpServerWouldNotServeIt() throws IOException {
        tree.file("empty", "").file("closed", "kernel\n");
        Files.setPosixFilePermissions(tree.root().resolve("closed"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(tree.root().resolve("dangling"), Path.of("missing"));
        Files.createSymbolicLink(tree.root().resolve("outside"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(tree.root().resolve("host"), tree.root().resolve("orbit-2.0.0-vmlinuz"));
        Files.createSymbolicLink(tree.root().resolve("circle"), Path.of("circle"));
        Files.createDirectory(tree.root().resolve("private"));
        tree.file("private/linux", "kernel\n");
        Files.setPosixFilePermissions(tree.root().resolve("private"), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(directory.exists("missing")).isFalse();
        assertThat(directory.exists("missing/linux")).isFalse();
        assertThat(directory.exists("pxelinux.cfg")).as("a directory").isFalse();
        assertThat(directory.exists("empty")).as("an empty file").isFalse();
        assertThat(directory.exists("closed")).as("a file not readable by all").isFalse();
        assertThat(directory.exists("dangling")).as("a link to nowhere").isFalse();
        assertThat(directory.exists("outside")).as("a link out of the tree").isFalse();
        assertThat(directory.exists("host")).as("a link to a path of the host").isFalse();
        assertThat(directory.exists("circle")).as("a link to itself").isFalse();
        assertThat(directory.exists("private/linux"))
                .as("a file in a directory not open to all")
                .isFalse();
        assertThat(directory.exists("orbit-2.0.0-vmlinuz/linux"))
                .as("a file below a file")
                .isFalse();
    }

    @Test
    void ofAFileThatIsThereItIsToldWhatKeepsTheTftpServerFromIt() throws IOException {
        tree.file("empty", "").file("closed", "kernel\n").file("open", "kernel\n");
        Files.setPosixFilePermissions(tree.root().resolve("closed"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(tree.root().resolve("outside"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(tree.root().resolve("dangling"), Path.of("missing"));
        Files.createDirectory(tree.root().resolve("private"));
        tree.file("private/linux", "kernel\n");
        Files.setPosixFilePermissions(tree.root().resolve("private"), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(directory.hindrance("missing")).isEmpty();
        assertThat(directory.hindrance("open")).isEmpty();
        assertThat(reason("pxelinux.cfg")).startsWith("is not a regular file");
        assertThat(reason("empty")).startsWith("is empty");
        assertThat(reason("closed")).startsWith("is not readable by all (mode rw-r-----)");
        assertThat(reason("outside"))
                .startsWith("is a link behind which tftpd finds no file")
                .doesNotContain("/etc");
        assertThat(reason("dangling")).startsWith("is a link behind which tftpd finds no file");
        assertThat(reason("private/linux"))
                .startsWith("is in the directory private, which tftpd may not enter (mode rwxr-x---)");
    }

    private String reason(String path) {
        return directory.hindrance(path).orElseThrow().reason();
    }

    @Test
    void prepareMakesADefaultThatBootsTheDisk() {
        directory.prepare();

        PxeAssertions.assertThat(tree).node("10.18.1.2").bootsItsDisk().hasNoLink();
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void prepareNeverChangesADefault() {
        tree.config("default", "# the operator's own\n");
        TreeSnapshot before = tree.snapshot();

        directory.prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void prepareNeverChangesADefaultThatIsALinkToNowhere() throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("default"), Path.of("elsewhere"));
        TreeSnapshot before = tree.snapshot();

        directory.prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }
}
