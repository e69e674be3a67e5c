package net.mytestbed.pxe.service;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.boot.Finding;
import net.mytestbed.pxe.manager.NodeState;
import net.mytestbed.pxe.manager.Stale;

/** What the sources say of a record of the wire and of its fields, so that the reference of the API says the same. */
final class RecordJavadoc {
    /** What is the same in every answer and therefore said of none. */
    private static final ImmutableMap<String, String> EVERYWHERE = ImmutableMap.<String, String>builder()
            .put("node", "the node's name")
            .put("domain", "the node's domain")
            .put("address", "its control address")
            .put("hex", "the name of its boot link: its address in upper-case hexadecimal")
            .put("name", "its name")
            .put("nodes", "one entry for each node")
            .put("images", "one entry for each boot configuration")
            .put("links", "one entry for each address")
            .put("stale", "one entry for each thing")
            .put("action", "`set` or `clear`, as asked for")
            .put("dryRun", "whether it is only told")
            .buildOrThrow();

    private static final ImmutableMap<String, Class<? extends Enum<?>>> WORDS = ImmutableMap.of(
            "NodeState.Origin", NodeState.Origin.class,
            "Origin", NodeState.Origin.class,
            "Finding.Kind", Finding.Kind.class,
            "Stale.Reason", Stale.Reason.class);

    private static final Pattern ENUM_LINK = Pattern.compile(", an? \\{@link ([\\w.]+)} in lower case( with dashes)?");

    private final String description;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private RecordJavadoc(String comment) {
        String[] parts = comment.split("@param ", -1);
        this.description = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            String[] field = parts[i].strip().split(" ", 2);
            fields.put(field[0], field[1]);
        }
    }

    static RecordJavadoc of(Class<?> type) {
        Class<?> outermost = type.getNestHost();
        Path source = Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java");
        try {
            Matcher comment = Pattern.compile(
                            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:public |private )?record " + type.getSimpleName()
                                    + "\\(",
                            Pattern.DOTALL)
                    .matcher(Files.readString(source));
            return new RecordJavadoc(comment.find() ? plain(comment.group(1)) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the asterisks and the tags of Javadoc, in Markdown, on one line. */
    private static String plain(String comment) {
        String text =
                comment.replaceAll("\\s+\\* ?", " ").replaceAll("\\s+", " ").strip();
        return ENUM_LINK
                .matcher(text)
                .replaceAll(link -> ": " + words(link.group(1)))
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
    }

    private static String words(String type) {
        return Arrays.stream(Optional.ofNullable(WORDS.get(type)).orElseThrow().getEnumConstants())
                .map(value -> "`" + Ascii.toLowerCase(value.name()).replace('_', '-') + "`")
                .collect(joining(", "));
    }

    /** What the record is. */
    String description() {
        return description;
    }

    /** What a field says. */
    String field(String name) {
        return Optional.ofNullable(fields.get(name))
                .or(() -> Optional.ofNullable(EVERYWHERE.get(name)))
                .orElseThrow(() -> new IllegalStateException("Nothing is said of the field " + name + "."));
    }
}
