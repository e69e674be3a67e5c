package net.mytestbed.pxe.inventory.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.yaml.YamlException;
import net.mytestbed.pxe.yaml.YamlReader;
import org.junit.jupiter.api.Tag;

/** Whatever stands in an inventory file is read, or refused with what is wrong. */
class InventoryFileFuzzTest {
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
            assertThat(YamlReader.read(file, FileContent::read)).isNotNull();
        } catch (YamlException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
