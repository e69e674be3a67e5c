package net.mytestbed.pxe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, as JSON and as tables. */
record Report(ImmutableMap<String, String> machine, List<Section> sections) {
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("bench.json"), json(), UTF_8);
        Files.writeString(directory.resolve("tables.md"), markdown(), UTF_8);
    }

    private String json() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        sections.forEach(section -> all.put(section.title(), section.asMaps()));
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all) + "\n";
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("| machine | |\n| --- | --- |\n");
        machine.forEach((key, value) ->
                text.append("| ").append(key).append(" | ").append(value).append(" |\n"));
        sections.forEach(section -> text.append('\n').append(section.markdown()));
        return text.toString();
    }
}
