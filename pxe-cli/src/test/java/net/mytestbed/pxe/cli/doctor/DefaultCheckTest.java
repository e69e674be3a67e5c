package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultCheckTest {
    @AutoClose
    private final Installation installation;

    DefaultCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    @Test
    void withoutADefaultNodesBootNothing() throws IOException {
        Files.delete(installation.tree().cfgDir().resolve("default"));

        installation.assertOnly("default", Severity.ERROR, "does not exist");
        installation
                .assertAilments("default")
                .extracting(Ailment::why)
                .containsExactly("Nodes without a link boot nothing, and start again after minutes.");
    }

    @Test
    void aDefaultThatBootsAKernelIsAWarning() {
        installation
                .tree()
                .config("default", "default k\nlabel k\nkernel vmlinuz-x\n")
                .file("vmlinuz-x", "k");

        installation.assertOnly("default", Severity.WARNING, "boots the kernel vmlinuz-x");
    }

    @Test
    void aDefaultThatWaitsForAPersonIsAnError() {
        installation.tree().config("default", "default LOCAL\nlabel local\nlocalboot 0\n");

        installation.assertAilments("default").anySatisfy(ailment -> {
            assertThat(ailment.what()).startsWith("A node waits for a person");
            assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
        });
    }

    @Test
    void aMenuIsLookedAtForWhatItBootsByItself() {
        installation
                .tree()
                .config("default", "ui menu.c32\ntimeout 50\ndefault k\nlabel k\nkernel vmlinuz-x\n")
                .file("menu.c32", "a menu")
                .file("vmlinuz-x", "k");

        installation.assertOnly("default", Severity.WARNING, "boots the kernel vmlinuz-x");
    }
}
