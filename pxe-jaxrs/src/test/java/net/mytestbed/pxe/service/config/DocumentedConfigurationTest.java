package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.file.FileInventory;
import net.mytestbed.pxe.service.access.Tokens;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration and every part of one that the documentation shows, and the one of the package, can be read. */
class DocumentedConfigurationTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final String WHOLE = "pxe:\n";
    private static final String INVENTORY = "domains:\n";
    private static final String TOKENS = "tokens:\n";
    private static final String LEAST =
            "pxe: {cfgDir: /srv/tftp/bios/pxelinux.cfg, testbed: {default: {inventory_url: 'file:/inventory.yaml'}}}\n";

    @TempDir
    Path directory;

    static Stream<String> configurations() {
        return Stream.concat(
                blocks().filter(block -> !block.startsWith(INVENTORY) && !block.startsWith(TOKENS)),
                Stream.of(
                        text("docs/examples/deployment/pxe.yaml"), text("pxe-cli/src/main/distribution/etc/pxe.yaml")));
    }

    static Stream<String> inventories() {
        return blocks().filter(block -> block.startsWith(INVENTORY));
    }

    static Stream<String> tokens() {
        return blocks().filter(block -> block.startsWith(TOKENS));
    }

    private static Stream<String> blocks() {
        return Stream.of(
                        "configuration.md",
                        "installing.md",
                        "migrating-from-omf.md",
                        "adr/0007-an-audit-file-of-json-lines.md")
                .flatMap(page -> BLOCK.matcher(text("docs/" + page)).results().map(block -> block.group(1)));
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of("..", path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("shown.yaml"), text);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aConfigurationThatIsShownIsSound(String yaml) throws IOException {
        String whole = yaml.contains(WHOLE) ? yaml : LEAST + yaml;

        assertThat(PxeConfig.read(file(whole)).pxe().cfgDir()).isAbsolute();
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void anInventoryThatIsShownIsSound(String yaml) throws IOException {
        FileInventory inventory = FileInventory.open(file(yaml));

        assertThat(inventory.domains())
                .allSatisfy(domain -> assertThat(
                                inventory.list(domain, Wanted.ADDRESS).problems())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aFileOfTokensThatIsShownIsSound(String yaml) throws IOException {
        assertThat(Tokens.open(file(yaml))).isNotNull();
    }
}
