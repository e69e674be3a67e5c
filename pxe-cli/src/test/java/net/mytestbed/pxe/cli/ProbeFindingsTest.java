package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with what a node gets, and how it is told. */
class ProbeFindingsTest {
    private static final String IMAGE = ProbeTestbed.IMAGE;
    private static final String KERNEL = ProbeTestbed.KERNEL;
    private static final String INITRD = ProbeTestbed.INITRD;
    private static final String LOCAL_DISK = ProbeTestbed.LOCAL_DISK;

    private final Path directory;

    @AutoClose
    private final ProbeTestbed testbed;

    private final TftpTree tree;

    ProbeFindingsTest(@TempDir Path directory) {
        this.directory = directory;
        testbed = new ProbeTestbed(directory);
        tree = testbed.tree();
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aServerOfAnotherDirectoryIsFoundOut() {
        TftpTree other =
                TftpTree.create(directory.resolve("other")).config("default", "default x\nlabel x\nlocalboot 4\n");
        testbed.serve(other.root());

        Shell.Result result = testbed.probe();

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
        testbed.serve(other.root());

        assertThat(testbed.codes()).containsExactly("other-tree");
        assertThat(testbed.probe().out()).contains("pxelinux.cfg/01-00-03-2d-08-1a-23 is there and not here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-------"})
    void aFileThatTheServerMayNotReadIsNamedWithTheCommandThatOpensIt(String permissions) throws IOException {
        Path kernel = tree.root().resolve(KERNEL);
        permit(kernel, permissions);

        Shell.Result result = testbed.probe();

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

        assertThat(testbed.probe().lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "images/vmlinuz is on the disk",
                                "error 0 (Permission denied)",
                                "run: chmod o+x " + images));
    }

    @Test
    void anAbsoluteLinkIsNotFollowedInAChroot() {
        tree.link("10.0.0.2", tree.cfgDir().resolve(IMAGE).toString());

        Shell.Result result = testbed.probe();

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

        assertThat(testbed.codes()).containsExactly("chroot", "waits");
        assertThat(testbed.probe().out())
                .contains(tree.root().resolve("images") + " -> ../images leads out of " + tree.root());
    }

    @Test
    void aLinkFromTheTopOfTheChrootIsAsGoodAsARelativeOne() {
        tree.link("10.0.0.2", "/pxelinux.cfg/" + IMAGE);

        Shell.Result result = testbed.probe();

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +found +[0-9]+ +[0-9]+ +same"));
    }

    @Test
    void aKernelThatDiffersFromTheDisksIsNamedWithBothSizes() throws IOException {
        copyTree();
        tree.file(KERNEL, "another kernel, which was just put there");

        assertThat(testbed.codes()).containsExactly("differs");
        assertThat(testbed.probe().out()).contains(KERNEL + " comes from the TFTP server with 22 bytes, and 40 here");
    }

    @Test
    void aFileThatEndsTooEarlyIsNamedAsCutShort() throws IOException {
        copyTree();
        Files.writeString(tree.root().resolve(INITRD), "the rest of it", StandardOpenOption.APPEND);

        assertThat(testbed.codes()).containsExactly("cut-short");
        assertThat(testbed.probe().out()).contains(INITRD + " ended after 32 of the 46 bytes");
    }

    /** The server gets a copy, so that a change of the tree is not one of what is served. */
    private void copyTree() throws IOException {
        TftpTree copy = TftpTree.create(directory.resolve("copy"))
                .image(IMAGE)
                .config("default", LOCAL_DISK)
                .link("10.0.0.2", IMAGE);
        testbed.serve(copy.root());
    }

    @Test
    void withoutAnyConfigurationThatIsTheFinding() throws IOException {
        Files.delete(tree.cfgDir().resolve("default"));
        Files.delete(tree.cfgDir().resolve("0A000002"));

        assertThat(testbed.codes()).containsExactly("no-configuration");
    }

    @Test
    void aDirectoryUnderTheNodesNameHangsIt() throws IOException {
        Files.delete(tree.cfgDir().resolve("0A000002"));
        Files.createDirectory(tree.cfgDir().resolve("0A000002"));

        assertThat(testbed.codes()).containsExactly("directory");
        assertThat(testbed.probe().lines())
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/default +not asked .*"));
    }

    @Test
    void anEmptyFileAndALinkToNothingAreNamedAndPassedOver() {
        tree.config("01-00-03-2d-08-1a-23", "").link("10.0.0.2", "gone");

        assertThat(testbed.probe().lines())
                .contains("By pxelinux.cfg/default it boots local disk, label d")
                .anySatisfy(line -> assertThat(line).startsWith("! pxelinux.cfg/01-00-03-2d-08-1a-23 is empty"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("! " + tree.cfgDir().resolve("0A000002") + " is a link to nothing"));
    }

    @Test
    void pxelinuxFromVersionFiveOnNeedsItsSecondFile() throws IOException {
        tree.file("pxelinux.0", "\nPXELINUX 6.04 PXE 20200816 \n");

        assertThat(testbed.codes()).containsExactly("missing");
        assertThat(testbed.probe().out()).contains("! pxelinux.0 is PXELINUX 6, which needs ldlinux.c32 beside it");

        tree.file("ldlinux.c32", "module");
        assertThat(testbed.codes()).isEmpty();
    }

    @Test
    void anOlderPxelinuxIsInOneFile() {
        tree.file("pxelinux.0", "\nPXELINUX 4.05 20110425 \n");

        assertThat(testbed.probe().out()).doesNotContain("ldlinux");
    }

    @Test
    void aBootProgramThatIsNotThereIsMissing() throws IOException {
        Files.delete(tree.root().resolve("pxelinux.0"));

        assertThat(testbed.codes()).containsExactly("missing");
    }
}
