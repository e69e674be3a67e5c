package net.mytestbed.pxe.testkit.tftp;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Configuration;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TftpTreeExtension.class)
class PxeAssertionsTest {
    private static final String LOCAL_BOOT = "default harddisk\nlabel harddisk\nlocalboot 0\n";

    private TftpTree tree;

    @BeforeEach
    void setUp(TftpTree fresh) {
        tree = fresh.image("orbit-2.0.0").config("default", LOCAL_BOOT);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(ThrowingCallable assertion) {
        return assertThatThrownBy(assertion).isInstanceOf(AssertionError.class);
    }

    @Nested
    class OfANode {
        @ParameterizedTest
        @ValueSource(strings = {"orbit-2.0.0", "./orbit-2.0.0"})
        void bootsPassesForALinkToTheConfiguration(String target) {
            tree.link("10.18.1.2", target);

            assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0");
        }

        @Test
        void bootsFailsForAnotherConfigurationAndShowsIt() {
            tree.image("orbit-3.0").link("10.18.1.2", "orbit-3.0");

            assertFailure(() -> assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0"))
                    .hasMessageContaining(
                            "Expecting node 10.18.1.2 to boot orbit-2.0.0, but under 0A120102 there is a link to orbit-3.0")
                    .hasMessageContaining("loaded the kernel orbit-3.0-vmlinuz");
        }

        @Test
        void bootsFailsWithoutALinkAndShowsWhatTheNodeFound() {
            assertFailure(() -> assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0"))
                    .hasMessageContaining("there is nothing")
                    .hasMessageContaining("pxelinux.cfg/0A120102: error 1 (File not found)")
                    .hasMessageContaining("booted the local disk (localboot 0)");
        }

        @Test
        void bootsFailsForADanglingLink() {
            tree.link("10.18.1.2", "orbit-3.0");

            assertFailure(() -> assertThat(tree).node("10.18.1.2").boots("orbit-3.0"))
                    .hasMessageContaining("pxelinux.cfg/0A120102: error 1 (File not found)");
        }

        @Test
        void bootsFailsForAConfigurationThatIsNotServed() throws IOException {
            tree.link("10.18.1.2", "orbit-2.0.0");
            Files.setPosixFilePermissions(
                    tree.cfgDir().resolve("orbit-2.0.0"), PosixFilePermissions.fromString("rw-r-----"));

            assertFailure(() -> assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0"))
                    .hasMessageContaining("global read permissions");
        }

        @Test
        void bootsFailsForARegularFile() {
            tree.config("0A120102", LOCAL_BOOT);

            assertFailure(() -> assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0"))
                    .hasMessageContaining("there is a file");
        }

        @Test
        void bootsItsDiskPassesWithoutALink() {
            assertThat(tree).node("10.18.1.2").bootsItsDisk();
        }

        @Test
        void bootsItsDiskFailsForAnImage() {
            tree.link("10.18.1.2", "orbit-2.0.0");

            assertFailure(() -> assertThat(tree).node("10.18.1.2").bootsItsDisk())
                    .hasMessageContaining("to boot its local disk, but under 0A120102 there is a link to orbit-2.0.0");
        }

        @Test
        void bootsItsDiskFailsWithoutADefault() throws IOException {
            Files.delete(tree.cfgDir().resolve("default"));

            assertFailure(() -> assertThat(tree).node("10.18.1.2").bootsItsDisk())
                    .hasMessageContaining("The node rebooted");
        }

        @Test
        void hasNoLinkPassesWhereNothingIs() {
            assertThat(tree).node("10.18.1.2").hasNoLink();
        }

        @Test
        void hasNoLinkFailsEvenForADanglingLink() {
            tree.link("10.18.1.2", "missing");

            assertFailure(() -> assertThat(tree).node("10.18.1.2").hasNoLink())
                    .hasMessageContaining("there is a link to missing");
        }

        @Test
        void hasNoLinkFailsForADirectory() throws IOException {
            Files.createDirectory(tree.cfgDir().resolve("0A120102"));

            assertFailure(() -> assertThat(tree).node("10.18.1.2").hasNoLink())
                    .hasMessageContaining("there is a directory")
                    .hasMessageContaining("hung on pxelinux.cfg/0A120102");
        }

        @Test
        void hasLinkToPassesForTheExactText() {
            tree.link("10.18.1.2", "/elsewhere");

            assertThat(tree).node("10.18.1.2").hasLinkTo("/elsewhere");
        }

        @Test
        void hasLinkToFailsForAnotherText() {
            tree.link("10.18.1.2", "./orbit-2.0.0");

            assertFailure(() -> assertThat(tree).node("10.18.1.2").hasLinkTo("orbit-2.0.0"))
                    .hasMessageContaining("there is a link to ./orbit-2.0.0");
        }

        @Test
        void aDescriptionStandsBeforeTheMessage() {
            assertFailure(() -> assertThat(tree)
                            .as("after the set")
                            .node("10.18.1.2")
                            .boots("orbit-2.0.0"))
                    .hasMessageStartingWith("[after the set]");
        }
    }

    @Nested
    class OfATree {
        @Test
        void isUnchangedPassesForTheSameTree() {
            TreeSnapshot before = tree.snapshot();

            assertThat(tree).isUnchangedSince(before);
        }

        @Test
        void isUnchangedFailsAndShowsEveryChange() {
            TreeSnapshot before = tree.snapshot();
            tree.link("10.18.1.2", "orbit-2.0.0").link("10.18.1.3", "100%s");

            assertFailure(() -> assertThat(tree).isUnchangedSince(before))
                    .hasMessageContaining("pxelinux.cfg/0A120102 is a link to orbit-2.0.0 and is new.")
                    .hasMessageContaining("pxelinux.cfg/0A120103 is a link to 100%s and is new.");
        }

        @Test
        void hasNoTemporaryNamesPassesForATreeInUse() throws IOException {
            tree.link("10.18.1.2", "orbit-2.0.0");
            Files.createDirectory(tree.stateDir());
            Files.createFile(tree.stateDir().resolve(".lock"));

            assertThatCode(() -> assertThat(tree).hasNoTemporaryNames()).doesNotThrowAnyException();
        }

        @Test
        void hasNoTemporaryNamesFailsForAHiddenNameInEitherDirectory() throws IOException {
            Files.createDirectory(tree.stateDir());
            Files.createSymbolicLink(tree.cfgDir().resolve(".0A120102.new"), Path.of("orbit-2.0.0"));
            Files.createSymbolicLink(tree.stateDir().resolve(".0A120103.new"), Path.of("orbit-2.0.0"));

            assertFailure(() -> assertThat(tree).hasNoTemporaryNames())
                    .hasMessageContaining("pxelinux.cfg/.0A120102.new")
                    .hasMessageContaining("pxelinux.leases/.0A120103.new");
        }
    }

    @Nested
    class OfABoot {
        private final LoadedFile kernel = new LoadedFile("linux", 3, "00");
        private final LoadedFile initrd = new LoadedFile("initrd.gz", 4, "00");
        private final SimulatedBoot ofKernel =
                boot(new BootOutcome.KernelStarted(kernel, ImmutableList.of(initrd), "quiet"));
        private final SimulatedBoot ofDisk = boot(new BootOutcome.LocalDiskBooted("localboot 0"));

        private SimulatedBoot boot(BootOutcome outcome) {
            return new SimulatedBoot(
                    ImmutableList.of(new Request("pxelinux.cfg/0A120102", new TftpAnswer.Empty())),
                    Optional.of(new Configuration("0A120102", "text")),
                    outcome);
        }

        @Test
        void whatIsSoPasses() {
            assertThat(ofKernel)
                    .readConfiguration("0A120102")
                    .loadedKernel("linux")
                    .withInitrd("initrd.gz");
            assertThat(ofDisk).bootedLocalDisk();
            assertThat(boot(new BootOutcome.StayedAtPrompt("why"))).stayedAtPrompt();
            assertThat(boot(new BootOutcome.Hung("x"))).hung();
            assertThat(boot(new BootOutcome.Rebooted())).rebooted();
        }

        @Test
        void whatIsNotSoFails() {
            assertFailure(() -> assertThat(ofKernel).readConfiguration("default"));
            assertFailure(() -> assertThat(ofKernel).loadedKernel("linux2"));
            assertFailure(() -> assertThat(ofDisk).loadedKernel("linux"));
            assertFailure(() -> assertThat(ofKernel).withInitrd());
            assertFailure(() -> assertThat(ofKernel).withInitrd("initrd.gz", "more.gz"));
            assertFailure(() -> assertThat(ofDisk).withInitrd());
            assertFailure(() -> assertThat(ofKernel).bootedLocalDisk());
            assertFailure(() -> assertThat(ofKernel).stayedAtPrompt());
            assertFailure(() -> assertThat(ofKernel).hung());
            assertFailure(() -> assertThat(ofKernel).rebooted());
        }

        @Test
        void aFailureTellsTheWholeStory() {
            assertFailure(() -> assertThat(ofKernel).bootedLocalDisk())
                    .hasMessageContaining("Expecting the node to have booted its local disk")
                    .hasMessageContaining("pxelinux.cfg/0A120102: an empty file")
                    .hasMessageContaining("loaded the kernel linux (3 bytes) with the initrd initrd.gz (4 bytes)");
        }
    }
}
