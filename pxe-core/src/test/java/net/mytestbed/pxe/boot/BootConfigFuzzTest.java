package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Tag;

/** Whatever stands in a boot configuration is read, kept byte for byte, and has no more labels than lines. */
class BootConfigFuzzTest {
    @Tag("briefly")
    @FuzzTest(maxDuration = "2s")
    void aFewSeconds(byte[] input) {
        read(input);
    }

    @Tag("long")
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "3h")
    void aMillionInputs(byte[] input) {
        read(input);
    }

    private static void read(byte[] input) {
        BootConfig config = BootConfig.parse(input);
        assertThat(config.bytes()).isEqualTo(input);
        assertThat(BootConfig.parse(config.text())).isEqualTo(config);
        ImmutableList<BootLabel> labels = config.labels();
        assertThat(labels.size())
                .isLessThanOrEqualTo((int) config.text().lines().count());
        config.includes().forEach(name -> assertThat(name).isNotNull());
        config.defaultCommand().ifPresent(command -> assertThat(command).isNotNull());
    }
}
