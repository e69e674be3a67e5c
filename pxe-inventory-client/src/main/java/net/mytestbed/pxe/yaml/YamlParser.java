package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Makes values that know their places out of the text of a file. */
final class YamlParser {
    /** The most levels of mappings and lists: the deepest file that we read has five. */
    static final int DEEPEST = 16;

    /** The builder, other than the factory's constructor, starts with no feature enabled. */
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .loaderOptions(loaderOptions())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final YAMLParser parser;

    private YamlParser(YAMLParser parser) {
        this.parser = requireNonNull(parser, "parser");
    }

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(YamlReader.LARGEST);
        return options;
    }

    /** The value at the top; nothing, and a complaint, if this is not one YAML document. */
    static Optional<YamlValue> parse(String text, Complaints complaints) {
        Place top = new Place(complaints, 0, "");
        try (YAMLParser parser = FACTORY.createParser(text)) {
            YamlParser reader = new YamlParser(parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                top.complain("The file is empty.");
                return Optional.empty();
            }
            YamlValue value = reader.value(first, top, 0);
            if (parser.nextToken() != null) {
                top.item(reader.line())
                        .complain("A second document begins here: expected one only; remove the line \"---\".");
            }
            return Optional.of(value);
        } catch (JsonProcessingException e) {
            complainOfSyntax(top, e);
        } catch (IOException e) {
            throw new AssertionError("reading from memory", e);
        }
        return Optional.empty();
    }

    /** Jackson tells where the last token began; the parser beneath it, where the mistake is. */
    private static void complainOfSyntax(Place top, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            top.item(marked.getProblemMark().getLine() + 1).complain("This is not YAML: " + marked.getProblem() + ".");
        } else {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            top.item(line).complain("This is not YAML that can be read here: " + e.getOriginalMessage() + ".");
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private YamlValue value(JsonToken token, Place place, int depth) throws IOException {
        if (depth > DEEPEST) {
            place.complain("More than " + DEEPEST + " levels of mappings and lists.");
            parser.skipChildren();
            return new YamlValue(place, new YamlContent.Nothing());
        }
        return new YamlValue(
                place,
                switch (token) {
                    case START_OBJECT -> map(place, depth);
                    case START_ARRAY -> list(place, depth);
                    case VALUE_NULL -> new YamlContent.Nothing();
                    default -> scalar(place);
                });
    }

    private YamlContent scalar(Place place) throws IOException {
        if (parser.isCurrentAlias()) {
            place.complain(
                    "Aliases are not read here: write the value of " + quoted("*" + parser.getText()) + " itself.");
        }
        return new YamlContent.Text(parser.getText());
    }

    private YamlContent map(Place place, int depth) throws IOException {
        Map<String, YamlValue> members = new LinkedHashMap<>();
        while (next() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Place below = place.below(line(), key);
            YamlValue earlier = members.put(key, value(next(), below, depth + 1));
            if (earlier != null) {
                below.complain(quoted(key) + " stands already on line " + earlier.line() + "; remove one.");
            }
        }
        return new YamlContent.Members(new YamlMap(place, ImmutableMap.copyOf(members)));
    }

    private YamlContent list(Place place, int depth) throws IOException {
        ImmutableList.Builder<YamlValue> items = ImmutableList.builder();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token, place.item(line()), depth + 1));
        }
        return new YamlContent.Items(items.build());
    }

    /** The parser itself reports a text that ends in the middle. */
    private JsonToken next() throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        return requireNonNull(token, "token");
    }
}
