package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import net.mytestbed.pxe.boot.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they stand in real boot directories. */
final class BootConfigCorpusTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orbit-2.0.0",
                "omf-5.4",
                "default-harddisk",
                "debian-installer",
                "menu",
                "memdisk",
                "windows",
                "no-newline"
            })
    void everyFileSurvivesByteForByte(String name) throws IOException {
        byte[] bytes = bytes(name);

        assertThat(BootConfig.parse(bytes).bytes()).isEqualTo(bytes);
        assertThat(BootConfig.parse(BootConfig.parse(bytes).text())).isEqualTo(BootConfig.parse(bytes));
    }

    @Test
    void orbitsConfigurationBootsItsRamImage() throws IOException {
        assertThat(read("orbit-2.0.0").bootsByDefault(files("orbit-2.0.0/linux", "orbit-2.0.0/initramfs.bz2")))
                .isEqualTo(new BootsKernel(
                        "orbit",
                        "orbit-2.0.0/linux",
                        ImmutableList.of("orbit-2.0.0/initramfs.bz2"),
                        "console=tty0 console=ttyS0,115200n8 root=/dev/ram0 rw ramdisk_size=131072 init=/linuxrc"
                                + " initrd=orbit-2.0.0/initramfs.bz2",
                        2));
    }

    @Test
    void omfsConfigurationBootsItsRamImage() throws IOException {
        BootAction action =
                read("omf-5.4").bootsByDefault(files("omf-5.4/linux", "omf-5.4/initramfs", "omf-5.4/frisbee.cpio"));

        assertThat(action).isInstanceOfSatisfying(BootsKernel.class, kernel -> {
            assertThat(kernel.kernel()).isEqualTo("omf-5.4/linux");
            assertThat(kernel.initrds()).containsExactly("omf-5.4/initramfs", "omf-5.4/frisbee.cpio");
            assertThat(kernel.commandLine())
                    .startsWith("console=tty0 console=ttyS0,19200n8 vga=normal")
                    .endsWith("ramdisk_size=32768 initrd=omf-5.4/initramfs,omf-5.4/frisbee.cpio");
        });
    }

    @Test
    void theMissionsDefaultBootsTheLocalDisk() throws IOException {
        assertThat(read("default-harddisk")).isEqualTo(BootConfig.localDisk());
        assertThat(read("default-harddisk").bootsByDefault(files())).isEqualTo(new BootsLocalDisk("harddisk", 0));
    }

    @Test
    void debiansInstallerShowsItsMenuAndWaits() throws IOException {
        BootFiles files = files(
                "debian-installer/amd64/boot-screens/menu.cfg", "debian-installer/amd64/boot-screens/vesamenu.c32");

        assertThat(read("debian-installer").bootsByDefault(files))
                .isEqualTo(new ShowsMenu(
                        "debian-installer/amd64/boot-screens/vesamenu.c32",
                        new WaitsForPerson("The menu has no TIMEOUT.")));
        assertThat(BootConfigCheck.check(read("debian-installer"), files))
                .extracting(Finding::kind)
                .containsExactly(Kind.WAITS_FOR_PERSON);
    }

    @Test
    void aMenuBootsTheDiskAfterItsTimeout() throws IOException {
        BootFiles files = files("vesamenu.c32", "debian/linux", "debian/initrd.gz", "memtest86+");

        assertThat(read("menu").bootsByDefault(files))
                .isEqualTo(new ShowsMenu("vesamenu.c32", new BootsLocalDisk("local", 0x80)));
        assertThat(BootConfigCheck.check(read("menu"), files)).isEmpty();
    }

    @Test
    void aMenusHelpTextIsNoPartOfIt() throws IOException {
        assertThat(read("menu").labels())
                .extracting(BootLabel::name)
                .containsExactly("memtest", "back", "install", "local");
    }

    @Test
    void everyKindOfProgramIsRead() throws IOException {
        assertThat(read("memdisk").labels())
                .extracting(BootLabel::action)
                .containsExactly(
                        new BootsKernel(
                                "bios",
                                "memdisk",
                                ImmutableList.of("images/bios-update.img.gz"),
                                "floppy raw initrd=images/bios-update.img.gz",
                                0),
                        new RunsProgram("chain", ImageKind.COM32, "chain.c32", "hd0 0"),
                        new ReadsConfig("pxelinux.cfg/menu"),
                        new RunsProgram("ipxe", ImageKind.PXE, "ipxe/undionly.0", ""));
    }

    @Test
    void aFileEditedOnWindowsIsReadAlike() throws IOException {
        assertThat(read("windows").bootsByDefault(files("vmlinuz", "initrd.img")))
                .isEqualTo(new BootsKernel(
                        "linux", "vmlinuz", ImmutableList.of("initrd.img"), "initrd=initrd.img quiet", 0));
    }

    @Test
    void aFileWithoutALastNewlineIsReadToItsEnd() throws IOException {
        assertThat(read("no-newline").bootsByDefault(files("vmlinuz")))
                .isEqualTo(new BootsKernel("linux", "vmlinuz", ImmutableList.of(), "quiet", 0));
    }

    private static BootConfig read(String name) throws IOException {
        return BootConfig.parse(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        return Resources.toByteArray(Resources.getResource(BootConfigCorpusTest.class, name));
    }

    private static BootFiles files(String... names) {
        return ImmutableSet.copyOf(names)::contains;
    }
}
