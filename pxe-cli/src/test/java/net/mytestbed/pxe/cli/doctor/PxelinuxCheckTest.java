package net.mytestbed.pxe.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PxelinuxCheckTest {
    @AutoClose
    private final Installation installation;

    PxelinuxCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    @Test
    void withoutTheLibraryPxelinuxIsOfNoUse() throws IOException {
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));

        installation.assertOnly("pxelinux", Severity.ERROR, "PXELINUX 6.04 needs ldlinux.c32");
    }

    @Test
    void anOldPxelinuxNeedsNone() throws IOException {
        installation.tree().file("pxelinux.0", "PXELINUX 4.07 0x53f1a9c2");
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));

        installation.assertAilments("pxelinux").isEmpty();
    }

    @Test
    void aLibraryOfAnOldPxelinuxIsAnError() {
        installation.tree().file("ldlinux.c32", "\u00b8\u00ff");

        installation.assertOnly("pxelinux", Severity.ERROR, "not a module of PXELINUX 6.04");
    }

    @Test
    void whereThePackagesAreInstalledBothFilesHaveToBeTheirs() throws IOException {
        Path root = installation.tree().root();
        installation.machine("/usr/lib/PXELINUX/pxelinux.0", Machine.text(root.resolve("pxelinux.0")));
        installation.machine("/usr/lib/syslinux/modules/bios/ldlinux.c32", Machine.text(root.resolve("ldlinux.c32")));
        installation.assertAilments("pxelinux").isEmpty();

        installation.tree().file("ldlinux.c32", "\u007fELF of another version");

        installation.assertOnly("pxelinux", Severity.ERROR, "only one is that of the installed packages");
    }

    @Test
    void anotherBootProgramIsAWarning() {
        installation.tree().file("pxelinux.0", "another program");

        installation.assertOnly("pxelinux", Severity.WARNING, "does not say that it is PXELINUX");
    }

    @Test
    void aBootProgramThatIsNotThereIsAWarning() throws IOException {
        Files.delete(installation.tree().root().resolve("pxelinux.0"));

        installation.assertOnly("pxelinux", Severity.WARNING, "There is no pxelinux.0");
    }

    @Test
    void aBootProgramThatTheTftpServerMayNotReadIsAnError() throws IOException {
        Installation.mode(installation.tree().root().resolve("pxelinux.0"), "rw-r-----");

        installation.assertOnly("pxelinux", Severity.ERROR, "(tftp) may not read it");
    }
}
