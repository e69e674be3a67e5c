package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.http.ProblemStatus;
import net.mytestbed.pxe.service.omf.OmfTable;

/** The part of the HTTP reference that is made of the code: of the OpenAPI document, OMF's calls and the codes of problems. */
final class HttpPage {
    private static final Path CODES = Path.of("../pxe-core/src/main/java/net/mytestbed/pxe/problem/ProblemCode.java");
    private static final String PROBLEM = "ProblemDetails";

    private final JsonNode openApi;
    private final StringBuilder page = new StringBuilder();
    private final Set<String> shown = new LinkedHashSet<>();

    private HttpPage(JsonNode openApi) {
        this.openApi = openApi;
    }

    static String of(JsonNode openApi) throws IOException {
        return new HttpPage(openApi).text();
    }

    private String text() throws IOException {
        page.append("## OMF's calls\n\n").append(OmfTable.markdown());
        page.append("\n## Codes\n\n| status | code | what is wrong |\n| --- | --- | --- |\n");
        codes();
        page.append("\n## The JSON API\n\n| call | does |\n| --- | --- |\n");
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> row(
                                "[`%s`](#%s)"
                                        .formatted(
                                                name(call.getKey(), path.getKey()),
                                                anchor(call.getKey(), path.getKey())),
                                call.getValue().path("summary").asText())));
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> call(name(call.getKey(), path.getKey()), call.getValue())));
        shown.add(PROBLEM);
        types();
        return page.toString();
    }

    private static String name(String verb, String path) {
        return Ascii.toUpperCase(verb) + " " + path;
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String verb, String path) {
        return Ascii.toLowerCase(name(verb, path))
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void codes() throws IOException {
        String source = Files.readString(CODES);
        Arrays.stream(ProblemCode.values())
                .sorted(Comparator.comparing(ProblemStatus::of))
                .forEach(code -> row(
                        Integer.toString(ProblemStatus.of(code)), "`" + code.wireName() + "`", meaning(code, source)));
    }

    private static String meaning(ProblemCode code, String source) {
        Matcher comment =
                Pattern.compile("/\\*\\* (.*) \\*/\\s+" + code.name() + "\\b").matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException("Nothing is said of the code " + code + ".");
        }
        return comment.group(1);
    }

    private void call(String name, JsonNode call) {
        page.append("\n### ")
                .append(name)
                .append("\n\n")
                .append(call.path("summary").asText())
                .append("\n\n");
        JsonNode fields = call.at("/requestBody/content/application~1json/schema/properties");
        if (!call.path("parameters").isEmpty() || !fields.isMissingNode()) {
            page.append("| takes | in | says |\n| --- | --- | --- |\n");
            call.path("parameters")
                    .forEach(parameter -> row(
                            "`" + parameter.path("name").asText() + "`",
                            parameter.path("in").asText(),
                            parameter.path("description").asText()));
            fields.properties()
                    .forEach(field -> row(
                            "`" + field.getKey() + "`",
                            "body, " + type(field.getValue()),
                            description(field.getValue())));
            page.append('\n');
        }
        call.at("/responses/200/content").properties().forEach(answer -> {
            JsonNode schema = answer.getValue().path("schema");
            page.append("Answer: `")
                    .append(answer.getKey())
                    .append("`, ")
                    .append(type(schema))
                    .append(".\n");
        });
    }

    private static String description(JsonNode schema) {
        return schema.path("description").asText();
    }

    private String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String type = schema.path("$ref").asText().replaceAll(".*/", "");
            shown.add(type);
            return "[%s](#%s)".formatted(type, Ascii.toLowerCase(type));
        }
        String type = schema.path("type").asText();
        return type.equals("array") ? "array of " + type(requireNonNull(schema.get("items"))) : type;
    }

    /** In the order in which they are met, those that they are made of behind them. */
    private void types() {
        page.append("\n## Types of the JSON API\n");
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < shown.size()) {
            String next = shown.stream()
                    .filter(type -> !done.contains(type))
                    .findFirst()
                    .orElseThrow();
            done.add(next);
            JsonNode schema = openApi.at("/components/schemas/" + next);
            page.append("\n### ")
                    .append(next)
                    .append("\n\n")
                    .append(description(schema))
                    .append("\n\n");
            page.append("| field | type | says |\n| --- | --- | --- |\n");
            schema.path("properties")
                    .properties()
                    .forEach(field -> row(
                            "`" + field.getKey() + "`",
                            type(field.getValue()) + (isRequired(schema, field.getKey()) ? "" : ", optional"),
                            description(field.getValue())));
            if (next.equals("ChangeEvent")) {
                shown.add("GapEvent");
            }
        }
    }

    private static boolean isRequired(JsonNode schema, String field) {
        for (JsonNode required : schema.path("required")) {
            if (required.asText().equals(field)) {
                return true;
            }
        }
        return false;
    }
}
