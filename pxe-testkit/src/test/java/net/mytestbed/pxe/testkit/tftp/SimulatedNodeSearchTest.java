package net.mytestbed.pxe.testkit.tftp;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.Hung;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Empty;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Refused;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configuration a simulated node finds. */
@ExtendWith(TftpTreeExtension.class)
class SimulatedNodeSearchTest {
    private static final String LOCAL_BOOT = "default harddisk\nlabel harddisk\nlocalboot 0\n";
    private static final Refused NOT_FOUND = new Refused(1, "File not found");

    private TftpTree tree;

    @AutoClose
    private EmbeddedTftpServer server;

    @BeforeEach
    void startServer(TftpTree fresh) {
        tree = fresh.image("orbit-2.0.0").config("default", LOCAL_BOOT);
        server = EmbeddedTftpServer.start(tree.root());
    }

    private SimulatedNode node() {
        return SimulatedNode.at("10.18.1.2", server.address());
    }

    @Test
    void namesAreAskedForInTheOrderOfPxelinux() {
        SimulatedBoot boot = node().withMac(MacAddress.of("00:03:2D:08:1A:23"))
                .withUuid(UUID.fromString("B8945908-D6A6-41A9-811D-74A2C98D3DB1"))
                .boot();

        assertThat(boot.requests())
                .extracting(Request::file)
                .containsExactly(
                        "pxelinux.cfg/b8945908-d6a6-41a9-811d-74a2c98d3db1",
                        "pxelinux.cfg/01-00-03-2d-08-1a-23",
                        "pxelinux.cfg/0A120102",
                        "pxelinux.cfg/0A12010",
                        "pxelinux.cfg/0A1201",
                        "pxelinux.cfg/0A120",
                        "pxelinux.cfg/0A12",
                        "pxelinux.cfg/0A1",
                        "pxelinux.cfg/0A",
                        "pxelinux.cfg/0",
                        "pxelinux.cfg/default");
    }

    @Test
    void theFirstNameThatIsFoundEndsTheSearch() {
        tree.link("10.18.1.2", "orbit-2.0.0");

        assertThat(node().boot().requests())
                .extracting(Request::file)
                .containsExactly("pxelinux.cfg/0A120102", "orbit-2.0.0-vmlinuz", "orbit-2.0.0-initrd.gz");
    }

    @Test
    void aMacFileBeatsTheHexFile() {
        tree.link("10.18.1.2", "orbit-2.0.0").config("01-00-03-2d-08-1a-23", LOCAL_BOOT);

        assertThat(node().withMac(MacAddress.of("00:03:2d:08:1a:23")).boot())
                .readConfiguration("01-00-03-2d-08-1a-23")
                .bootedLocalDisk();
    }

    @Test
    void aNameCutByDigitsBeatsTheDefault() {
        tree.config("0A1201", "default a\nlabel a\nkernel orbit-2.0.0-vmlinuz\n");

        assertThat(node().boot()).readConfiguration("0A1201").loadedKernel("orbit-2.0.0-vmlinuz");
    }

    @Test
    void anEmptyFileFallsThroughSilently() {
        tree.config("0A120102", "");

        SimulatedBoot boot = node().boot();

        assertThat(boot).readConfiguration("default").bootedLocalDisk();
        assertThat(boot.requests()).contains(new Request("pxelinux.cfg/0A120102", new Empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "/etc/hostname", "../../outside"})
    void aLinkThatLeadsNowhereFallsThroughSilently(String target) {
        tree.link("10.18.1.2", target);

        SimulatedBoot boot = node().boot();

        assertThat(boot).readConfiguration("default").bootedLocalDisk();
        assertThat(boot.requests()).contains(new Request("pxelinux.cfg/0A120102", NOT_FOUND));
    }

    @Test
    void anUnreadableFileFallsThroughSilently() throws IOException {
        tree.link("10.18.1.2", "orbit-2.0.0");
        Files.setPosixFilePermissions(
                tree.cfgDir().resolve("orbit-2.0.0"), PosixFilePermissions.fromString("rw-r-----"));

        SimulatedBoot boot = node().boot();

        assertThat(boot).readConfiguration("default").bootedLocalDisk();
        assertThat(boot.requests())
                .contains(
                        new Request("pxelinux.cfg/0A120102", new Refused(2, "File must have global read permissions")));
    }

    @Test
    void aDirectoryHangsTheNode() throws IOException {
        Files.createDirectory(tree.cfgDir().resolve("0A120102"));

        SimulatedBoot boot = node().boot();

        assertThat(boot).hung();
        assertThat(boot.outcome()).isEqualTo(new Hung("pxelinux.cfg/0A120102"));
    }

    @Test
    void withoutAnyConfigurationTheNodeReboots() throws IOException {
        Files.delete(tree.cfgDir().resolve("default"));

        SimulatedBoot boot = node().boot();

        assertThat(boot).rebooted();
        assertThat(boot.configuration()).isEmpty();
        assertThat(boot.requests()).hasSize(9).extracting(Request::answer).containsOnly(NOT_FOUND);
    }

    @Test
    void aConfigurationLargerThanAnyRealOneEndsTheBoot() {
        tree.config("0A120102", "# nothing\n".repeat(200_000));

        assertThatThrownBy(() -> node().boot())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("pxelinux.cfg/0A120102")
                .hasMessageContaining("1048576");
    }
}
