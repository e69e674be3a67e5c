package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootDirectoryCheckTest {
    private final Path directory;

    @AutoClose
    private final Installation installation;

    BootDirectoryCheckTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        installation = new Installation(directory);
    }

    @Test
    void aDirectoryThatTheTftpServerMayNotEnterIsAnError() throws IOException {
        Installation.mode(installation.tree().cfgDir(), "rwxrwx---");

        installation.assertAilments("boot-directory").singleElement().satisfies(ailment -> {
            assertThat(ailment.what()).contains("(tftp) may not enter", "rwxrwx---");
            assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
            assertThat(ailment.mend())
                    .isEqualTo("chmod o+x " + installation.tree().cfgDir().toRealPath());
        });
    }

    @Test
    void aboveTheTftpServersRootItIsAWarning() throws IOException {
        Installation.mode(directory, "rwx------");

        installation.assertOnly("boot-directory", Severity.WARNING, "may not enter " + directory.toRealPath() + ":");
    }

    @Test
    void aDirectoryThatTheServiceMayNotChangeIsAnError() throws IOException {
        Installation.mode(installation.tree().stateDir(), "rwxr-xr-x");

        installation.assertOnly("boot-directory", Severity.ERROR, "The service (omf-aggmgr-pxe) may not write in");
    }

    @Test
    void aStateDirectoryOnAnotherFileSystemIsAnError() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).isDirectory();
        assumeThat(Files.getAttribute(memory, "unix:dev")).isNotEqualTo(Files.getAttribute(directory, "unix:dev"));
        Path other = Files.createTempDirectory(memory, "doctor");
        try {
            Account none = new Account("tftp", 64001, ImmutableSet.of(64001));
            assertThat(new BootDirectoryCheck(installation.tree().cfgDir(), other, none, Optional.empty()).look())
                    .singleElement()
                    .satisfies(ailment -> assertThat(ailment.what()).contains("on another file system"));
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void theFilesAreLookedAtAsWhoTheRunningServerIs() throws IOException {
        installation.process(
                100,
                "in.tftpd",
                "-L",
                "-u",
                "nobody",
                "-s",
                installation.tree().root().toString());
        Installation.mode(installation.tree().cfgDir(), "rwxrwx---");

        installation.assertOnly("boot-directory", Severity.ERROR, "(nobody) may not enter");
    }
}
