package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What images tells, in both ways. */
@ParameterizedClass
@EnumSource(Way.class)
class ImagesCommandTest {
    @AutoClose
    private final CommandTestbed testbed;

    ImagesCommandTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        testbed.tree()
                .config("disk", "default d\nlabel d\nlocalboot 0\n")
                .config("empty", "")
                .config("wrong", "default LOCAL\nlabel local\nlocalboot 0\n");
    }

    @Test
    void eachTellsItsStateAndWhatItBoots() {
        assertThat(testbed.shell().pxe("images").lines())
                .anySatisfy(line -> assertThat(line).matches("IMAGE +STATE +BOOTS"))
                .anySatisfy(line -> assertThat(line).matches("disk +good +local disk"))
                .anySatisfy(line -> assertThat(line).matches("orbit-2.0.0 +good +kernel \\S+ \\+ \\S+"))
                .anySatisfy(line -> assertThat(line).matches("empty +unusable +-"))
                .anySatisfy(line -> assertThat(line).startsWith("empty: It is empty"))
                .anySatisfy(line -> assertThat(line).matches("wrong +error +waits.*"))
                .anySatisfy(line -> assertThat(line).startsWith("wrong, line 1: error: DEFAULT names \"LOCAL\""));
    }

    @Test
    void programsGetAllOfIt() throws IOException {
        assertThat(testbed.shell()
                        .pxe("images", "-o", "json")
                        .json()
                        .path("images")
                        .findValuesAsText("unusable"))
                .singleElement()
                .asString()
                .contains("is empty");
    }
}
