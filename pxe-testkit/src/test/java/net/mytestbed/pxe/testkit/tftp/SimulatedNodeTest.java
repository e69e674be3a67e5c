package net.mytestbed.pxe.testkit.tftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.Hung;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.KernelStarted;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.LocalDiskBooted;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.ProgramStarted;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Configuration;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Empty;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Found;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.NoAnswer;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TftpTreeExtension.class)
class SimulatedNodeTest {
    private static final String LOCAL_BOOT = "default harddisk\nlabel harddisk\nlocalboot 0\n";
    private static final Refused NOT_FOUND = new Refused(1, "File not found");

    private TftpTree tree;
    private EmbeddedTftpServer server;

    @BeforeEach
    void startServer(TftpTree fresh) {
        tree = fresh.image("orbit-2.0.0").config("default", LOCAL_BOOT);
        server = EmbeddedTftpServer.start(tree.root());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private SimulatedNode node() {
        return SimulatedNode.at("10.18.1.2", server.address());
    }

    @Nested
    class Search {
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
                    .contains(new Request(
                            "pxelinux.cfg/0A120102", new Refused(2, "File must have global read permissions")));
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

    @Nested
    class Booting {
        @Test
        void theKernelAndTheInitrdAreReallyLoaded() {
            tree.link("10.18.1.2", "orbit-2.0.0");

            SimulatedBoot boot = node().boot();

            assertThat(boot)
                    .readConfiguration("0A120102")
                    .loadedKernel("orbit-2.0.0-vmlinuz")
                    .withInitrd("orbit-2.0.0-initrd.gz");
            assertThat(boot.outcome())
                    .isEqualTo(new KernelStarted(
                            loaded("orbit-2.0.0-vmlinuz", "kernel of orbit-2.0.0\n"),
                            ImmutableList.of(loaded("orbit-2.0.0-initrd.gz", "initial RAM disk of orbit-2.0.0\n")),
                            "console=tty0 console=ttyS0,115200n8 root=/dev/ram0 rw initrd=orbit-2.0.0-initrd.gz"));
        }

        @Test
        void theConfigurationIsToldAsItWasRead() {
            assertThat(node().boot().configuration()).contains(new Configuration("default", LOCAL_BOOT));
        }

        @Test
        void severalInitrdsAreLoadedInOrder() {
            tree.file("first", "1").file("second", "2").config("0A120102", config("""
                    kernel orbit-2.0.0-vmlinuz
                    append quiet initrd=first,second
                    """));

            assertThat(node().boot()).loadedKernel("orbit-2.0.0-vmlinuz").withInitrd("first", "second");
        }

        @Test
        void aKernelWithoutAnInitrdIsLoadedAlone() {
            tree.config("0A120102", config("kernel orbit-2.0.0-vmlinuz\n"));

            assertThat(node().boot()).loadedKernel("orbit-2.0.0-vmlinuz").withInitrd();
        }

        @Test
        void namesWithDetoursAreLoadedToo() {
            tree.config("0A120102", config("kernel ./orbit-2.0.0-vmlinuz\ninitrd /orbit-2.0.0-initrd.gz\n"));

            assertThat(node().boot()).loadedKernel("./orbit-2.0.0-vmlinuz").withInitrd("/orbit-2.0.0-initrd.gz");
        }

        @Test
        void localbootBootsTheDisk() {
            assertThat(node().boot().outcome()).isEqualTo(new LocalDiskBooted("localboot 0"));
        }

        @Test
        void chainToADiskBootsTheDisk() {
            tree.file("chain.c32", "module").config("0A120102", config("kernel chain.c32\nappend hd0\n"));

            assertThat(node().boot().outcome()).isEqualTo(new LocalDiskBooted("chain.c32 hd0"));
        }

        @Test
        void anotherModuleIsStarted() {
            tree.file("reboot.c32", "module").config("0A120102", config("com32 reboot.c32\nappend -w\n"));

            assertThat(node().boot().outcome()).isEqualTo(new ProgramStarted("reboot.c32", "-w"));
        }

        @Test
        void aMissingKernelEndsAtThePrompt() {
            tree.config("0A120102", config("kernel orbit-3.0-vmlinuz\n"));

            SimulatedBoot boot = node().boot();

            assertThat(boot).readConfiguration("0A120102").stayedAtPrompt();
            assertThat(boot.requests()).contains(new Request("orbit-3.0-vmlinuz", NOT_FOUND));
            assertThat(boot.toString()).contains("orbit-3.0-vmlinuz");
        }

        @Test
        void aMissingInitrdEndsAtThePrompt() {
            tree.config("0A120102", config("kernel orbit-2.0.0-vmlinuz\ninitrd missing.gz\n"));

            assertThat(node().boot()).stayedAtPrompt();
        }

        @Test
        void aMissingKernelLeadsToOnerror() {
            tree.config("0A120102", config("kernel missing\nlabel disk\nlocalboot 0\n") + "onerror disk\n");

            assertThat(node().boot()).bootedLocalDisk();
        }

        @Test
        void aKernelOnAnotherServerEndsAtThePrompt() {
            tree.config("0A120102", config("kernel http://10.18.1.1/linux\n"));

            SimulatedBoot boot = node().boot();

            assertThat(boot).stayedAtPrompt();
            assertThat(boot.toString()).contains("http://10.18.1.1/linux");
        }

        @Test
        void aDefaultThatDiffersInCaseStaysAtThePrompt() {
            tree.config("0A120102", "DEFAULT LOCAL\nLABEL local\nLOCALBOOT 0\n");

            assertThat(node().boot()).readConfiguration("0A120102").stayedAtPrompt();
        }

        @Test
        void aMenuBootsItsDefaultAfterItsTimeout() {
            tree.file("menu.c32", "module").config("0A120102", "ui menu.c32\ntimeout 50\n" + LOCAL_BOOT);

            assertThat(node().boot()).bootedLocalDisk();
        }

        @Test
        void anotherConfigurationIsFollowed() {
            tree.config("other", LOCAL_BOOT).config("0A120102", config("config pxelinux.cfg/other\n"));

            SimulatedBoot boot = node().boot();

            assertThat(boot).readConfiguration("0A120102").bootedLocalDisk();
            assertThat(boot.requests()).extracting(Request::file).endsWith("pxelinux.cfg/other");
        }

        @Test
        void anIncludedFileCountsWhereItStands() {
            tree.file("labels.cfg", "label rescue\nkernel orbit-2.0.0-vmlinuz\n")
                    .config("0A120102", "default rescue\ninclude labels.cfg\nlabel disk\nlocalboot 0\n");

            assertThat(node().boot()).loadedKernel("orbit-2.0.0-vmlinuz");
        }

        @Test
        void configurationsThatLeadInACircleEndAtThePrompt() {
            tree.config("0A120102", config("config pxelinux.cfg/0A120102\n"));

            assertThat(node().boot()).stayedAtPrompt();
        }

        private String config(String image) {
            return "default a\nlabel a\n" + image;
        }

        private LoadedFile loaded(String name, String text) {
            return new LoadedFile(
                    name,
                    text.length(),
                    Hashing.sha256().hashString(text, US_ASCII).toString());
        }
    }

    @Nested
    class Network {
        @Test
        void aServerThatNeverAnswersCostsABoundedTime() throws IOException {
            try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                SimulatedBoot boot = SimulatedNode.at("10.18.1.2", (InetSocketAddress) silent.getLocalSocketAddress())
                        .withPatience(Duration.ofMillis(5))
                        .boot();

                assertThat(boot).rebooted();
                assertThat(boot.requests())
                        .extracting(Request::answer)
                        .containsOnly(new NoAnswer(Duration.ofMillis(15)));
            }
        }

        @Test
        void aRequestThatWasLostIsRepeated() throws Exception {
            try (DatagramSocket lossy = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                CompletableFuture<Void> forwarding = CompletableFuture.runAsync(() -> forwardTheSecondPacketOf(lossy));

                TftpAnswer answer = new TftpFiles(
                                (InetSocketAddress) lossy.getLocalSocketAddress(), Duration.ofMillis(500))
                        .read("orbit-2.0.0-vmlinuz", OutputStream.nullOutputStream(), 1000);

                assertThat(answer).isInstanceOf(Found.class);
                forwarding.get();
            }
        }

        /** Answers as the server would, from another port, so that the node takes it for its transfer. */
        private void forwardTheSecondPacketOf(DatagramSocket lossy) {
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
    }

    @Test
    void aNodeThatCannotWaitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node().withPatience(Duration.ZERO))
                .withMessageContaining("millisecond");
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
