package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.mytestbed.pxe.service.http.RequestProblems;

/**
 * The fields of one JSON object, read strictly: a value of another type and a field that nobody asked for are noted, and the reading
 * goes on. A field that is {@code null} is as if not given.
 */
final class JsonFields {
    private final JsonNode object;
    private final RequestProblems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(JsonNode object, RequestProblems problems) {
        this.object = requireNonNull(object, "object");
        this.problems = requireNonNull(problems, "problems");
    }

    /** The fields of a text, or nothing, with a problem noted, if it is not one JSON object. */
    static Optional<JsonFields> parse(byte[] json, RequestProblems problems) {
        try {
            JsonNode tree = ApiJson.MAPPER.readTree(json);
            if (tree.isObject()) {
                return Optional.of(new JsonFields(tree, problems));
            }
            problems.add("The body is not a JSON object: expected one as in {\"dryRun\": true}.");
        } catch (JsonProcessingException e) {
            JsonLocation place = Optional.ofNullable(e.getLocation()).orElse(JsonLocation.NA);
            problems.add("The body is not JSON, or names a field twice: see line " + place.getLineNr() + ", column "
                    + place.getColumnNr() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    Optional<String> text(String name) {
        return field(name, JsonNode::isTextual, "a text").map(JsonNode::textValue);
    }

    boolean flag(String name) {
        return field(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    Optional<ImmutableList<String>> texts(String name) {
        return field(name, value -> value.isArray() && Iterables.all(value, JsonNode::isTextual), "a list of texts")
                .map(list -> Iterables.transform(list, JsonNode::textValue))
                .map(ImmutableList::copyOf);
    }

    private Optional<JsonNode> field(String name, Predicate<JsonNode> type, String expected) {
        known.add(name);
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!type.test(value)) {
            problems.add("The field " + name + " is not as expected: expected " + expected + ".");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** Whether the field is there, readable or not. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** To be called once all fields were asked for. */
    void refuseUnknown() {
        ImmutableList<String> unknown = object.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .collect(toImmutableList());
        unknown.forEach(name -> problems.add(
                "The field " + quoted(name) + " is not known here: expected " + String.join(", ", known) + "."));
    }
}
