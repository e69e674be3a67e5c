package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesCheckTest {
    @AutoClose
    private final Installation installation;

    ImagesCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    @Test
    void whatIsWrongWithABootConfigurationIsToldWithItsLine() {
        installation
                .tree()
                .config("wrong", "default LOCAL\nlabel local\nlocalboot 0\n")
                .config("empty", "");

        installation
                .assertAilments("images")
                .anySatisfy(ailment -> {
                    assertThat(ailment.what()).startsWith("DEFAULT names \"LOCAL\"");
                    assertThat(ailment.where()).endsWith("/wrong:1");
                    assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
                })
                .anySatisfy(ailment -> assertThat(ailment.what()).startsWith("It is empty"));
    }
}
