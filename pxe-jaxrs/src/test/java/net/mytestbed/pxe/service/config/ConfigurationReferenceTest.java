package net.mytestbed.pxe.service.config;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration reference has a row for each key that is read, in its section and with its default, and no other row. */
class ConfigurationReferenceTest {
    private static final Path READERS = Path.of("src/main/java/net/mytestbed/pxe/service/config");
    private static final Pattern READ = Pattern.compile("\\b(?:find|require)\\(([^()]*)\\)");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (.*?) \\| .* \\|$|^## (.*)$", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("`([^`]+)`");

    /** Each section by its heading, as the least that can be read, with a place for one more key. */
    private static final ImmutableMap<String, String> SECTIONS = ImmutableMap.of(
            "pxe", configuration("%s", "", ""),
            "Inventories", configuration("", "%s", ""),
            "http", configuration("", "", "http: {%s}"),
            "tls", configuration("", "", "http: {tls: {%s}}"),
            "tftp", configuration("", "", "tftp: {%s}"),
            "audit", configuration("", "", "audit: {file: /audit.jsonl, %s}"));

    @TempDir
    Path directory;

    /** A row of a table; the default is there where it is a value. */
    record Row(String section, String key, Optional<String> byDefault) {}

    private static String configuration(String pxe, String testbed, String others) {
        return """
                pxe:
                  { cfgDir: /srv/tftp/pxelinux.cfg, testbed: {default: {inventory_url: 'file:/i.yaml', %s}}, %s}
                %s
                """.formatted(testbed, pxe, others);
    }

    static ImmutableList<Row> rows() throws IOException {
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        String[] section = {""};
        ROW.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .forEach(row -> {
                    if (row.group(3) != null) {
                        section[0] = row.group(3);
                    } else {
                        rows.add(new Row(
                                section[0],
                                row.group(1),
                                Optional.of(LITERAL.matcher(row.group(2)))
                                        .filter(literal -> literal.matches())
                                        .map(literal -> literal.group(1))));
                    }
                });
        return rows.build();
    }

    static ImmutableList<Row> rowsWithDefaults() throws IOException {
        return rows().stream().filter(row -> row.byDefault().isPresent()).collect(toImmutableList());
    }

    private static Stream<String> keysRead(Path reader) {
        try {
            return READ.matcher(Files.readString(reader))
                    .results()
                    .flatMap(call -> NAME.matcher(call.group(1)).results())
                    .map(name -> name.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PxeConfig read(String section, String more) throws IOException {
        String text = requireNonNull(SECTIONS.get(section)).replace("%s", more);
        return PxeConfig.read(Files.writeString(directory.resolve("pxe.yaml"), text));
    }

    @Test
    void everyKeyThatIsReadHasARow() throws IOException {
        ImmutableSet<String> read;
        try (Stream<Path> readers = Files.list(READERS)) {
            read = readers.flatMap(ConfigurationReferenceTest::keysRead).collect(toImmutableSet());
        }
        ImmutableSet<String> shown = rows().stream().map(Row::key).collect(toImmutableSet());

        assertThat(Sets.union(shown, SECTIONS.keySet())).containsAll(read);
        assertThat(read).containsAll(shown);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowIsAKeyOfItsSection(Row row) {
        String others = row.key().equals("password_file") ? "keystore: am.p12, " : "";
        // No value at all: what is wrong is not the key.
        Throwable refusal = catchThrowable(() -> read(row.section(), others + row.key() + ": "));

        assertThat(Splitter.on('\n').split(String.valueOf(refusal)))
                .noneMatch(line -> line.contains("The key \"" + row.key() + "\" is not known"));
    }

    @ParameterizedTest
    @MethodSource("rowsWithDefaults")
    void whatIsSaidToBeTheDefaultIs(Row row) throws IOException {
        assertThat(read(row.section(), row.key() + ": " + row.byDefault().orElseThrow()))
                .isEqualTo(read(row.section(), ""));
    }
}
