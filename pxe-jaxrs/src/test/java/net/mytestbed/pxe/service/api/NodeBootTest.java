package net.mytestbed.pxe.service.api;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One node set and cleared by its own address. */
class NodeBootTest {
    private static final String BOOT = "/api/v1/nodes/node1-2.sb8.orbit-lab.org/boot";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private static HttpResponse<String> put(String path, String json) {
        return service.send(
                "PUT",
                path,
                BodyPublishers.ofString(json.replace('\'', '"')),
                ImmutableMap.of("Content-Type", "application/json"));
    }

    private static HttpResponse<String> bare(String method) {
        return service.send(method, BOOT, BodyPublishers.noBody(), ImmutableMap.of());
    }

    @Test
    void aPutSetsWithWhatItSays() {
        HttpResponse<String> answer = put(BOOT, "{'image': 'orbit-3.1', 'lifetime': 'PT20M'}");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode node = JsonAnswer.of(answer).path("nodes").path(0);
        assertThat(node.path("change").asText()).isEqualTo("create");
        assertThat(node.path("lease").path("until").asText()).isEqualTo("2016-01-24T23:57:18Z");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-3.1");
    }

    @Test
    void aPutWithoutABodySetsWhatTheInventorySays() {
        assertThat(bare("PUT").statusCode()).isEqualTo(200);
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aDeleteClears() {
        bare("PUT");

        HttpResponse<String> answer = bare("DELETE");

        assertThat(JsonAnswer.of(answer).path("nodes").path(0).path("change").asText())
                .isEqualTo("remove");
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void theDomainMayStandBesideAShortName() {
        assertThat(put("/api/v1/nodes/node1-1/boot?domain=sb8.orbit-lab.org&fresh=true", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.tree()).node("10.18.1.1").boots("orbit-2.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node1-2.sb8.orbit-lab.org | {'image': '../x'}    | 400 | bad-request",
                "node1-2.sb8.orbit-lab.org | {'images': 'x'}      | 400 | bad-request",
                "node1-2.sb8.orbit-lab.org | {'lifetime': '10m'}  | 400 | bad-request",
                "node1-2.sb8.orbit-lab.org | []                   | 400 | bad-request",
                "node1-2.sb8.orbit-lab.org | {'image': 'missing'} | 422 | bad-image",
                "node1-2                   | {}                   | 400 | bad-request",
                "node9-9.sb8.orbit-lab.org | {}                   | 404 | unknown-node",
            })
    void whatIsRefusedChangesNothing(String node, String json, int status, String code) {
        TreeSnapshot before = service.tree().snapshot();

        HttpResponse<String> answer = put("/api/v1/nodes/" + node + "/boot", json);

        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonAnswer.of(answer).path("errors").path(0).path("code").asText())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nodes/node1-2.sb8.orbit-lab.org/boot",
        "/api/v1/plans",
        "/api/v1/prune",
        "/api/v1/inventory/refresh"
    })
    void whatChangesTheStateIsNeverAGet(String path) {
        TreeSnapshot before = service.tree().snapshot();

        assertThat(service.get(path).statusCode()).isEqualTo(405);
        assertThat(service.tree()).isUnchangedSince(before);
    }
}
