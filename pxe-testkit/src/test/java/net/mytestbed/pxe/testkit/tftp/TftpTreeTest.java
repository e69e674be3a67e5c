package net.mytestbed.pxe.testkit.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TftpTreeExtension.class)
class TftpTreeTest {
    @Nested
    class Layout {
        @Test
        void aNewTreeIsThatOfAServerWithoutConfigurations(@TempDir Path directory) {
            TftpTree tree = TftpTree.create(directory.resolve("tftpboot"));

            assertThat(tree.root()).isEqualTo(directory.resolve("tftpboot"));
            assertThat(tree.snapshot().entries()).containsOnlyKeys("pxelinux.0", "pxelinux.cfg/");
        }

        @Test
        void theStateDirectoryIsBesideTheConfigurationsAndNotMade(TftpTree tree) {
            assertThat(tree.stateDir())
                    .isEqualTo(tree.root().resolve("pxelinux.leases"))
                    .doesNotExist();
            assertThat(tree.cfgDir())
                    .isEqualTo(tree.root().resolve("pxelinux.cfg"))
                    .isDirectory();
        }

        @Test
        void everythingIsReadableByAll(@TempDir Path directory) throws IOException {
            Files.createDirectory(
                    directory.resolve("pxelinux.cfg"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

            TftpTree tree = TftpTree.create(directory)
                    .image("orbit-2.0.0")
                    .config("default", "x")
                    .file("memtest", "x");

            for (String path : List.of(".", "pxelinux.cfg")) {
                assertThat(permissions(tree, path)).as(path).isEqualTo("rwxr-xr-x");
            }
            for (String path : List.of("memtest", "pxelinux.cfg/orbit-2.0.0", "pxelinux.cfg/default", "pxelinux.0")) {
                assertThat(permissions(tree, path)).as(path).isEqualTo("rw-r--r--");
            }
        }

        private String permissions(TftpTree tree, String path) throws IOException {
            return PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(tree.root().resolve(path)));
        }

        @Test
        void anImageIsAConfigurationWithItsFiles(TftpTree tree) throws IOException {
            tree.image("orbit-2.0.0");

            BootConfig config =
                    BootConfig.parse(Files.readAllBytes(tree.cfgDir().resolve("orbit-2.0.0")));
            BootAction.BootsKernel action = (BootAction.BootsKernel) config.bootsByDefault(
                    path -> Files.isRegularFile(tree.root().resolve(path)));
            assertThat(action.kernel()).isEqualTo(TftpTree.kernelOf("orbit-2.0.0"));
            assertThat(action.initrds()).isEqualTo(ImmutableList.of(TftpTree.initrdOf("orbit-2.0.0")));
        }

        @Test
        void aConfigurationHasTheTextThatWasGiven(TftpTree tree) {
            tree.config("default", "default x\n");

            assertThat(tree.cfgDir().resolve("default")).hasContent("default x\n");
        }

        @Test
        void aLinkIsMadeUnderTheHexNameAndReplacesAnOlderOne(TftpTree tree) {
            tree.link("10.18.1.2", "orbit-2.0.0").link("10.18.1.2", "../../elsewhere");

            assertThat(tree.cfgDir().resolve("0A120102"))
                    .isSymbolicLink()
                    .satisfies(link -> assertThat(Files.readSymbolicLink(link)).hasToString("../../elsewhere"));
        }

        @Test
        void aNameThatIsNoConfigurationsIsRefusedBeforeAnythingIsWritten(@TempDir Path directory) throws IOException {
            TftpTree tree = TftpTree.create(directory.resolve("tftpboot"));
            TreeSnapshot before = TreeSnapshot.of(directory);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tree.image("../orbit"))
                    .withMessageContaining("../orbit");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tree.config("../orbit", ""))
                    .withMessageContaining("../orbit");

            assertThat(TreeSnapshot.of(directory)).isEqualTo(before);
        }

        @Test
        void aDiskThatFailsIsToldOf(TftpTree tree) {
            assertThatThrownBy(() -> tree.file("missing/linux", ""))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("missing/linux");
        }
    }

    @Nested
    class Snapshot {
        @Test
        void twoSnapshotsOfTheSameTreeAreEqual(TftpTree tree) throws IOException {
            tree.image("orbit-2.0.0").link("10.18.1.2", "orbit-2.0.0");
            TreeSnapshot before = tree.snapshot();

            Path kernel = tree.root().resolve("orbit-2.0.0-vmlinuz");
            Files.setLastModifiedTime(kernel, FileTime.from(Instant.EPOCH));

            assertThat(tree.snapshot()).isEqualTo(before);
            assertThat(before.changesUntil(tree.snapshot())).isEmpty();
        }

        @Test
        void everyKindOfChangeIsTold(TftpTree tree) throws IOException {
            tree.image("orbit-2.0.0")
                    .link("10.18.1.2", "orbit-2.0.0")
                    .config("gone", "x")
                    .config("kind", "x");
            TreeSnapshot before = tree.snapshot();

            tree.link("10.18.1.2", "orbit-3.0").config("orbit-2.0.0", "x").config("new", "x");
            Files.delete(tree.cfgDir().resolve("gone"));
            Files.delete(tree.cfgDir().resolve("kind"));
            Files.createDirectory(tree.cfgDir().resolve("kind"));

            String x = "a file of 1 bytes, SHA-256 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
            assertThat(before.changesUntil(tree.snapshot()))
                    .containsExactly(
                            "pxelinux.cfg/0A120102 is a link to orbit-3.0; it was a link to orbit-2.0.0.",
                            "pxelinux.cfg/gone is gone; it was " + x + ".",
                            "pxelinux.cfg/kind is gone; it was " + x + ".",
                            "pxelinux.cfg/kind/ is a directory and is new.",
                            "pxelinux.cfg/new is " + x + " and is new.",
                            "pxelinux.cfg/orbit-2.0.0 is " + x + "; it was "
                                    + before.entries().get("pxelinux.cfg/orbit-2.0.0") + ".");
        }

        @Test
        void linksAreNotFollowed(TftpTree tree) {
            tree.link("10.18.1.2", "/");

            assertThat(tree.snapshot().entries())
                    .containsEntry("pxelinux.cfg/0A120102", "a link to /")
                    .hasSize(3);
        }
    }
}
