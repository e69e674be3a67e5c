package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.yaml.YamlException;
import org.junit.jupiter.api.Tag;

/** Whatever stands in a configuration is read, or refused with what is wrong. */
class PxeConfigFuzzTest {
    private static final Path FILE = file();

    private static Path file() {
        try {
            Path file = Files.createTempFile("fuzz-", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        try {
            Path file = Files.write(FILE, input);
            assertThat(PxeConfig.read(file)).isNotNull();
        } catch (YamlException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
