package net.mytestbed.pxe.testkit.tftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.KernelStarted;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.LocalDiskBooted;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.ProgramStarted;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Configuration;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Refused;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a simulated node does with the configuration that it found. */
@ExtendWith(TftpTreeExtension.class)
class SimulatedNodeBootTest {
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
                name, text.length(), Hashing.sha256().hashString(text, US_ASCII).toString());
    }
}
