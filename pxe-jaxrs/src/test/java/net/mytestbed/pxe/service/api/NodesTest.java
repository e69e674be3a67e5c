package net.mytestbed.pxe.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTest {
    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    @Test
    void aDomainsNodesTellWhatTheyBootAndWhoSaidSo() {
        service.send(
                "GET",
                "/pxe/setBootImage?node=node1-1.sb8.orbit-lab.org",
                BodyPublishers.noBody(),
                ImmutableMap.of("X-Request-Id", "r1"));
        service.tree().link("10.18.1.2", "orbit-3.1");
        assertThat(service.get("/api/v1/nodes?domain=sb8.orbit-lab.org").body()).isEqualTo("""
                        {"nodes":[\
                        {"node":"node1-1.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org","address":"10.18.1.1",\
                        "hex":"0A120101","image":"orbit-2.0.0","origin":"am",\
                        "lease":{"until":"2016-01-24T23:47:18Z","since":"2016-01-24T23:37:18Z","by":"127.0.0.1","request":"r1"}},\
                        {"node":"node1-2.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org","address":"10.18.1.2",\
                        "hex":"0A120102","image":"orbit-3.1","origin":"operator"}]}""");
    }

    @Test
    void oneNodeIsAnsweredByItself() {
        assertThat(service.get("/api/v1/nodes/node1-2.sb8.orbit-lab.org").body())
                .isEqualTo("""
                        {"node":"node1-2.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org","address":"10.18.1.2",\
                        "hex":"0A120102","image":"default","origin":"none"}""");
        assertThat(service.get("/api/v1/nodes/node1-2?domain=sb8.orbit-lab.org").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'?domain=grid.orbit-lab.org', 400",
        "'?domain=grid.orbit-lab.org&ns=[1..2,1..3]', 6",
        "'?domain=grid.orbit-lab.org&ns=node1-1&ns=node1-2', 2",
        "'?ns=node1-1.sb8.orbit-lab.org,node1-1.grid.orbit-lab.org', 2",
        "'?domain=grid.orbit-lab.org&ns=', 0",
    })
    void aNodeSetChooses(String query, int nodes) {
        HttpResponse<String> answer = service.get("/api/v1/nodes" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonAnswer.of(answer).path("nodes")).hasSize(nodes);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nodes, 400, bad-request",
        "/api/v1/nodes?domain=a%20b, 400, bad-request",
        "/api/v1/nodes?ns=node1-1, 400, bad-request",
        "'/api/v1/nodes?domain=norbit&ns=[1,', 400, bad-request",
        "/api/v1/nodes?domain=sb9.orbit-lab.org, 404, unknown-domain",
        "'/api/v1/nodes?ns=node1-1.sb8.orbit-lab.org,omf.nicta.node1', 404, unknown-domain",
        "/api/v1/nodes/node1-1, 400, bad-request",
        "/api/v1/nodes/a%20b, 400, bad-request",
        "/api/v1/nodes/..%2f..%2fetc, 400, bad-request",
        "/api/v1/nodes/node9-9.sb8.orbit-lab.org, 404, unknown-node",
        "/api/v1/links2, 404, not-found",
    })
    void whatCannotBeAnsweredIsAProblem(String path, int status, String code) {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode errors = JsonAnswer.of(answer).get("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("code").asText()).isEqualTo(code);
    }
}
