package net.mytestbed.pxe.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private static final FileTime DATE = FileTime.fromMillis(1_453_678_638_000L);

    @TempDir
    Path directory;

    private Path file;
    private FileStamp before;

    @BeforeEach
    void writeTheFile() throws IOException {
        file = write("tokens.yaml", "alice");
        before = FileStamp.of(file);
    }

    private Path write(String name, String text) throws IOException {
        Path written = Files.writeString(directory.resolve(name), text);
        return Files.setLastModifiedTime(written, DATE);
    }

    @Test
    void whatIsAsItWasHasTheSameStamp() throws IOException {
        Files.readString(file);
        assertThat(FileStamp.of(file)).isEqualTo(before);
    }

    @Test
    void aFileThatIsWrittenAnewHasAnother() throws IOException {
        Files.writeString(file, "alice");
        assertThat(FileStamp.of(file)).isNotEqualTo(before);
    }

    @Test
    void aFileOfTheSameSizeAndDateInItsPlaceHasAnother() throws IOException {
        Files.move(write("tokens.yaml.new", "carol"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileStamp.of(file)).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsMadeReadableHasAnother() {
        // More than once, because a file system's clock may stand still for some milliseconds.
        await().untilAsserted(() -> {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(FileStamp.of(file)).isNotEqualTo(before);
        });
    }

    @Test
    void aFileThatIsGoneHasOneThatStays() throws IOException {
        Files.delete(file);
        assertThat(FileStamp.of(file)).isNotEqualTo(before).isEqualTo(FileStamp.of(directory.resolve("tokens.yaml")));
    }
}
