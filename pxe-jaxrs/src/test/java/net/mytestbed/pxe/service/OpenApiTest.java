package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.InstantSource;
import net.mytestbed.pxe.service.access.AccessRules;
import net.mytestbed.pxe.service.api.OpenApiResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What /openapi.json and the HTTP reference say is what the service does. With -Dopenapi.write the document is written anew, with
 * -Ddocs.write the reference.
 */
class OpenApiTest {
    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    /** The OMF wire describes itself, and metrics are text. */
    private static final Package API = OpenApiResource.class.getPackage();

    private static final String FROM_HERE = "<!-- From here on it is written by OpenApiTest: -Ddocs.write -->\n";

    private static JsonNode generated() {
        PxeAssembly assembly = PxeAssembly.of(service.pxe(), service.inventory(), InstantSource.system());
        return OpenApiDocument.of(Endpoints.over(assembly, AccessRules.OPEN).getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class)
                        && type.getPackage().equals(API))
                .collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void theDocumentHasEveryCallAndFieldOfTheCodeAndNoOther() throws IOException {
        JsonNode generated = generated();
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(
                    java.nio.file.Path.of("src/main/resources/net/mytestbed/pxe/service/api/openapi.json"),
                    generated.toPrettyString() + "\n",
                    UTF_8);
        }

        assertThat(JsonAnswer.of(service.get("/openapi.json")).toPrettyString()).isEqualTo(generated.toPrettyString());
    }

    @Test
    void theHttpReferenceSaysTheSame() throws IOException {
        java.nio.file.Path file = java.nio.file.Path.of("../docs/http.md");
        String page = Files.readString(file);
        String written = page.substring(0, page.indexOf(FROM_HERE) + FROM_HERE.length());
        String expected = written + "\n" + HttpPage.of(generated());
        if (System.getProperty("docs.write") != null) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    @Test
    void itIsOpenApi() {
        JsonNode document = JsonAnswer.of(service.get("/openapi.json"));

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    /** A field that is not known is refused with the names of those that are. */
    @ParameterizedTest
    @CsvSource({"POST, /api/v1/plans", "PUT, /api/v1/nodes/{node}/boot", "POST, /api/v1/prune"})
    void theFieldsOfABodyAreThoseThatAreRead(String method, String path) {
        String refusal = JsonAnswer.of(service.send(
                        method,
                        path.replace("{node}", "node1-2.sb8.orbit-lab.org"),
                        BodyPublishers.ofString("{\"noSuchField\": 1}"),
                        ImmutableMap.of("Content-Type", "application/json")))
                .findValuesAsText("detail")
                .toString();

        assertThat(refusal)
                .contains("expected "
                        + String.join(
                                ", ",
                                requireNonNull(OpenApiDocument.BODIES.get(method + " " + path))
                                        .keySet()) + ".");
    }
}
