package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every whole configuration that the documentation shows, and the one of the package, can be read. */
class DocumentedConfigurationTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(pxe:\\n.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    static Stream<String> shown() {
        return Stream.concat(
                Stream.of("docs/configuration.md", "docs/installing.md").flatMap(DocumentedConfigurationTest::blocks),
                Stream.of(
                        text("docs/examples/deployment/pxe.yaml"), text("pxe-cli/src/main/distribution/etc/pxe.yaml")));
    }

    private static Stream<String> blocks(String page) {
        return BLOCK.matcher(text(page)).results().map(block -> block.group(1));
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of("..", path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void aConfigurationThatIsShownIsSound(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("pxe.yaml"), yaml);
        assertThat(PxeConfig.read(file).pxe().cfgDir()).isAbsolute();
    }
}
