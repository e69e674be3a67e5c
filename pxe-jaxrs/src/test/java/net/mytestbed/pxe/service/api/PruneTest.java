package net.mytestbed.pxe.service.api;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole directory at /api/v1/links, and what of it is pruned. */
class PruneTest {
    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    @BeforeEach
    void oneNodeIsSetAndTwoLinksDangle() {
        service.send(
                "GET",
                "/pxe/setBootImage?node=node1-1.sb8.orbit-lab.org",
                BodyPublishers.noBody(),
                ImmutableMap.of("X-Request-Id", "r1"));
        service.tree().link("10.18.1.98", "orbit-9");
        service.tree().link("10.18.1.99", "orbit-9");
    }

    private static HttpResponse<String> prune(String json) {
        return service.postJson("/api/v1/prune", json.replace('\'', '"'));
    }

    @Test
    void theLinkTableTellsEveryEntry() {
        assertThat(service.get("/api/v1/links").body()).isEqualTo("""
                        {"links":[\
                        {"address":"10.18.1.1","hex":"0A120101","target":"orbit-2.0.0","origin":"am",\
                        "node":"node1-1.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org",\
                        "lease":{"until":"2016-01-24T23:47:18Z","since":"2016-01-24T23:37:18Z","by":"127.0.0.1","request":"r1"}},\
                        {"address":"10.18.1.98","hex":"0A120162","target":"orbit-9","origin":"operator"},\
                        {"address":"10.18.1.99","hex":"0A120163","target":"orbit-9","origin":"operator"}]}""");
    }

    @Test
    void aDryRunTellsWhatWouldGo() {
        TreeSnapshot before = service.tree().snapshot();

        HttpResponse<String> answer = prune("{'dryRun': true, 'only': ['0A120163', '0A120101']}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                        {"dryRun":true,"stale":[{"link":\
                        {"address":"10.18.1.99","hex":"0A120163","target":"orbit-9","origin":"operator"},\
                        "goes":"link","code":"target-gone","reason":"its boot configuration is gone"}],"warnings":[]}""");
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @Test
    void onlyWhatWasAgreedToGoes() {
        JsonNode answer = JsonAnswer.of(prune("{'only': ['0A120163', '0A120101']}"));

        assertThat(answer.path("stale")).hasSize(1);
        assertThat(service.tree()).node("10.18.1.99").hasNoLink();
        assertThat(service.tree().cfgDir().resolve("0A120162")).isSymbolicLink();
        assertThat(service.tree()).node("10.18.1.1").boots("orbit-2.0.0");
    }

    @Test
    void whateverIsOfNoUseGoesWhereNothingElseIsSaid() {
        assertThat(JsonAnswer.of(prune("{}")).path("stale")).hasSize(2);
        assertThat(JsonAnswer.of(prune("{}")).path("stale")).isEmpty();
    }

    @Test
    void anInventoryThatIsDownIsAWarning() {
        service.inventory().fail(Problem.of(ProblemCode.INVENTORY_DOWN, "The inventory is down."));

        JsonNode answer = JsonAnswer.of(prune("{'dryRun': true}"));

        assertThat(answer.path("warnings")).extracting(JsonNode::asText).containsExactly("The inventory is down.");
        assertThat(answer.path("stale")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void nothingButAPostPrunes(String method) {
        TreeSnapshot before = service.tree().snapshot();

        assertThat(service.send(method, "/api/v1/prune", BodyPublishers.noBody(), ImmutableMap.of())
                        .statusCode())
                .isEqualTo(405);
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @ParameterizedTest
    @CsvSource({
        "[], 1",
        "{'dryrun': true}, 1",
        "{'dryRun': 'true'}, 1",
        "'{''only'': [''0a120163'', ''../x'']}', 2",
        "{'only': '0A120163'}, 1",
        "'', 1",
    })
    void whatCannotBeReadIsRefusedAndNothingGoes(String json, int errors) {
        TreeSnapshot before = service.tree().snapshot();

        HttpResponse<String> answer = prune(json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonAnswer.of(answer).path("errors")).hasSize(errors);
        assertThat(service.tree()).isUnchangedSince(before);
    }
}
