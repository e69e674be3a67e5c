package net.mytestbed.pxe.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootProgram;
import net.mytestbed.pxe.link.NodeSearch.Outcome;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that boot programs ask for, looked for in a real directory. */
class NodeSearchTest {
    private static final HexIp ADDRESS = HexIp.ofHex("0A120102");
    private static final Optional<MacAddress> MAC = Optional.of(MacAddress.of("00:03:2d:08:1a:23"));

    @TempDir
    private Path root;

    private Path cfgDir;

    @BeforeEach
    void layOut() throws IOException {
        cfgDir = Files.createDirectory(root.resolve("pxelinux.cfg"));
        file("default");
        file("orbit-2.0.0");
    }

    private void file(String name) throws IOException {
        Files.writeString(cfgDir.resolve(name), "default d\nlabel d\nlocalboot 0\n");
    }

    private NodeSearch search(BootProgram program) {
        return NodeSearch.of(
                program, ADDRESS, MAC, Optional.empty(), new TftpBootDirectory(cfgDir, root.resolve("state")));
    }

    private Outcome outcome(String path) {
        return search(BootProgram.PXELINUX).steps().stream()
                .filter(step -> step.name().path().equals("pxelinux.cfg/" + path))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private String winner() {
        return search(BootProgram.PXELINUX).winner().orElseThrow().name().file();
    }

    @Test
    void pxelinuxAsksInItsOrder() {
        assertThat(BootProgram.PXELINUX.searchNames("pxelinux.cfg/", ADDRESS, MAC, Optional.of(new UUID(1, 2))))
                .extracting(name -> name.file())
                .containsExactly(
                        "00000000-0000-0001-0000-000000000002",
                        "01-00-03-2d-08-1a-23",
                        "0A120102",
                        "0A12010",
                        "0A1201",
                        "0A120",
                        "0A12",
                        "0A1",
                        "0A",
                        "0",
                        "default");
    }

    @Test
    void grubAsksInItsOrder() {
        assertThat(BootProgram.GRUB.searchNames("grub/", ADDRESS, MAC, Optional.empty()))
                .extracting(name -> name.path())
                .startsWith("grub/grub.cfg-<uuid>", "grub/grub.cfg-01-00-03-2d-08-1a-23", "grub/grub.cfg-0A120102")
                .endsWith("grub/grub.cfg-0", "grub/grub.cfg");
    }

    @Test
    void uBootAsksForItsProcessorBeforeTheDefault() {
        assertThat(BootProgram.UBOOT.searchNames("pxelinux.cfg/", ADDRESS, MAC, Optional.empty()))
                .extracting(name -> name.file())
                .endsWith("0", "default-<arch>-<soc>", "default-<arch>", "default");
    }

    @Test
    void aCutNameBeatsTheDefaultAndSaysForWhom() throws IOException {
        file("0A1201");

        assertThat(winner()).isEqualTo("0A1201");
        assertThat(search(BootProgram.PXELINUX).remarks())
                .singleElement()
                .asString()
                .contains("0A1201 hides pxelinux.cfg/default", "every node whose hex name begins with 0A1201");
    }

    @Test
    void theNodesOwnNameHidesTheDefaultAsItShould() throws IOException {
        file("0A120102");

        assertThat(outcome("default")).isEqualTo(Outcome.HIDDEN);
        assertThat(search(BootProgram.PXELINUX).remarks()).isEmpty();
    }

    @Test
    void aNameThatHidesTheNodesOwnIsToldWithWhatComesOfIt() throws IOException {
        file("01-00-03-2d-08-1a-23");
        file("0A120102");

        assertThat(winner()).isEqualTo("01-00-03-2d-08-1a-23");
        assertThat(search(BootProgram.PXELINUX).remarks())
                .hasSize(2)
                .first()
                .asString()
                .contains(
                        "01-00-03-2d-08-1a-23 hides pxelinux.cfg/0A120102",
                        "link does nothing for this node",
                        "Remove pxelinux.cfg/01-00-03-2d-08-1a-23");
    }

    @Test
    void aNameThatIsNotKnownIsNotLookedFor() {
        assertThat(search(BootProgram.PXELINUX).steps().get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anEmptyFileIsPassedOver() throws IOException {
        Files.createFile(cfgDir.resolve("0A120102"));

        assertThat(outcome("0A120102")).isEqualTo(Outcome.NOT_SERVED);
        assertThat(winner()).isEqualTo("default");
        assertThat(search(BootProgram.PXELINUX).remarks())
                .singleElement()
                .asString()
                .startsWith("pxelinux.cfg/0A120102 is empty");
    }

    @Test
    void aDanglingLinkIsPassedOver() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("gone"));

        assertThat(outcome("0A120102")).isEqualTo(Outcome.NOT_SERVED);
        assertThat(winner()).isEqualTo("default");
    }

    @Test
    void aFileThatTftpdMayNotReadIsPassedOver() throws IOException {
        file("0A120102");
        Files.setPosixFilePermissions(cfgDir.resolve("0A120102"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(outcome("0A120102")).isEqualTo(Outcome.NOT_SERVED);
    }

    @Test
    void theNodeHangsOnADirectoryAndGetsNothingAfterIt() throws IOException {
        Files.createDirectory(cfgDir.resolve("0A120102"));

        assertThat(outcome("0A120102")).isEqualTo(Outcome.HANGS);
        assertThat(outcome("default")).isEqualTo(Outcome.HIDDEN);
        assertThat(search(BootProgram.PXELINUX).winner()).isEmpty();
        assertThat(search(BootProgram.PXELINUX).remarks())
                .anyMatch(remark -> remark.startsWith("pxelinux.cfg/0A120102 is a directory"))
                .anyMatch(remark -> remark.startsWith("pxelinux.cfg/0A120102 hides pxelinux.cfg/default"));
    }

    @Test
    void theNodeDoesNotHangOnADirectoryToWhichItDoesNotCome() throws IOException {
        file("0A120102");
        Files.createDirectory(cfgDir.resolve("0A12"));

        assertThat(outcome("0A12")).isEqualTo(Outcome.NOT_SERVED);
        assertThat(winner()).isEqualTo("0A120102");
    }

    @Test
    void grubIsLookedForWhereItsFilesAre() throws IOException {
        Files.createDirectories(root.resolve("boot/grub"));
        Files.writeString(root.resolve("boot/grub/grub.cfg"), "boot");

        assertThat(search(BootProgram.GRUB).winner().orElseThrow().name().path())
                .isEqualTo("boot/grub/grub.cfg");
    }

    @Test
    void whereNothingIsServedThatIsSaid() throws IOException {
        Files.delete(cfgDir.resolve("default"));

        assertThat(search(BootProgram.PXELINUX).remarks())
                .containsExactly("No name is served: the node gets no configuration of pxelinux.");
    }
}
