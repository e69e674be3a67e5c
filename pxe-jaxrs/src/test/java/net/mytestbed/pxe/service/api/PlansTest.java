package net.mytestbed.pxe.service.api;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTest {
    private static final String PLANS = "/api/v1/plans";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private static HttpResponse<String> post(String json) {
        return service.postJson(PLANS, json.replace('\'', '"'));
    }

    private static HttpResponse<String> postWithId(String json) {
        return service.send(
                "POST",
                PLANS,
                BodyPublishers.ofString(json.replace('\'', '"')),
                ImmutableMap.of("Content-Type", "application/json", "X-Request-Id", "r1"));
    }

    private static JsonNode refused(String json, int status) {
        TreeSnapshot before = service.tree().snapshot();
        HttpResponse<String> answer = post(json);
        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JsonAnswer.of(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        return problem;
    }

    @Test
    void settingAnswersNodeByNode() {
        service.tree().link("10.18.1.2", "orbit-3.1");
        HttpResponse<String> answer = postWithId(
                "{'action': 'set', 'domain': 'sb8.orbit-lab.org', 'nodes': ['node1-1', 'node1-2'], 'lifetime': 'PT20M'}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("""
                        {"action":"set","dryRun":false,"nodes":[\
                        {"node":"node1-1","domain":"sb8.orbit-lab.org","address":"10.18.1.1","hex":"0A120101",\
                        "change":"create","from":"default","to":"orbit-2.0.0",\
                        "lease":{"until":"2016-01-24T23:57:18Z","since":"2016-01-24T23:37:18Z","by":"127.0.0.1","request":"r1"}},\
                        {"node":"node1-2","domain":"sb8.orbit-lab.org","address":"10.18.1.2","hex":"0A120102",\
                        "change":"replace","from":"orbit-3.1","to":"orbit-2.0.0",\
                        "lease":{"until":"2016-01-24T23:57:18Z","since":"2016-01-24T23:37:18Z","by":"127.0.0.1","request":"r1"}}],"warnings":[]}""");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void clearingAnswersNodeByNode() {
        service.tree().link("10.18.1.2", "orbit-3.1");
        assertThat(post("{'action': 'clear', 'domain': 'sb8.orbit-lab.org', 'ns': '[1,1..2]'}")
                        .body())
                .isEqualTo("""
                        {"action":"clear","dryRun":false,"nodes":[\
                        {"node":"node1-1.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org","address":"10.18.1.1",\
                        "hex":"0A120101","change":"keep","from":"default","to":"default"},\
                        {"node":"node1-2.sb8.orbit-lab.org","domain":"sb8.orbit-lab.org","address":"10.18.1.2",\
                        "hex":"0A120102","change":"remove","from":"orbit-3.1","to":"default"}],"warnings":[]}""");
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() {
        service.tree().link("10.18.1.1", "orbit-3.1");
        TreeSnapshot before = service.tree().snapshot();
        for (String action : new String[] {"set", "clear"}) {
            String plan = "{'action': '" + action + "', 'domain': 'sb8.orbit-lab.org', 'all': true, 'dryRun': %s}";
            JsonNode dry = JsonAnswer.of(postWithId(plan.formatted("true")));
            assertThat(service.tree()).isUnchangedSince(before);
            assertThat(dry.get("dryRun").asBoolean()).isTrue();
            assertThat(dry.get("nodes"))
                    .isEqualTo(
                            JsonAnswer.of(postWithId(plan.formatted("false"))).get("nodes"));
            before = service.tree().snapshot();
        }
    }

    @Test
    void aDryRunTellsWhatWouldBeRefused() {
        service.tree().config("0A120102", "the operator's own");
        JsonNode refused = JsonAnswer.of(
                        post("{'action': 'set', 'domain': 'sb8.orbit-lab.org', 'all': true, 'dryRun': true}"))
                .get("nodes")
                .get(1);
        assertThat(refused.get("change").asText()).isEqualTo("refuse");
        assertThat(refused.get("from").asText()).isEqualTo("0A120102");
        assertThat(refused.get("to").asText()).isEqualTo("0A120102");
        assertThat(refused.get("reason").asText()).contains("regular file");
        assertThat(refused.has("lease")).isFalse();
    }

    @Test
    void anImageOfTheRequestIsForAllNodes() {
        post(
                "{'action': 'set', 'domain': 'norbit', 'nodes': ['omf.nicta.node1', 'omf.nicta.node3'], 'image': 'orbit-3.1'}");
        assertThat(service.tree()).node("10.0.0.1").boots("orbit-3.1");
        assertThat(service.tree()).node("10.0.0.3").boots("orbit-3.1");
    }

    @Test
    void fullNamesNeedNoDomain() {
        assertThat(post("{'action': 'set', 'nodes': ['node1-2.sb8.orbit-lab.org']}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLifetimeOfZeroIsUntilCleared() {
        JsonNode lease = JsonAnswer.of(
                        post("{'action': 'set', 'nodes': ['node1-2.sb8.orbit-lab.org'], 'lifetime': 'PT0S'}"))
                .get("nodes")
                .get(0)
                .get("lease");
        assertThat(lease.has("until")).isFalse();
        assertThat(lease.get("since").asText()).isEqualTo("2016-01-24T23:37:18Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'action': 'set', 'nodes': []}", "{'action': 'clear', 'ns': ''}"})
    void noNodesAreNoError(String request) {
        assertThat(JsonAnswer.of(post(request)).get("nodes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                         | field action is missing",
                "{'action': 'boot', 'ns': 'a.b'}                                            | \"boot\" is not an action",
                "{'action': 1, 'ns': 'a.b'}                                                 | field action is not as expected",
                "{'action': 'set'}                                                          | No nodes are named",
                "{'action': 'set', 'domain': 'norbit'}                                      | No nodes are named",
                "{'action': 'set', 'domain': 'norbit', 'all': false}                        | No nodes are named",
                "{'action': 'set', 'domain': 'norbit', 'all': 'yes'}                        | field all is not as expected",
                "{'action': 'set', 'all': true}                                             | field domain is missing",
                "{'action': 'set', 'domain': 'norbit', 'all': true, 'ns': 'a'}              | ns and all exclude each other",
                "{'action': 'set', 'domain': 'norbit', 'nodes': ['a'], 'ns': 'a'}           | nodes and ns exclude each other",
                "{'action': 'set', 'domain': 'nor bit', 'ns': 'a'}                          | \"nor bit\" is not the name",
                "{'action': 'set', 'ns': 'a'}                                               | has no domain",
                "{'action': 'set', 'ns': '[1,'}                                             | cannot be read",
                "{'action': 'set', 'nodes': 'a.b'}                                          | field nodes is not as expected",
                "{'action': 'set', 'nodes': ['a.b', 7]}                                     | field nodes is not as expected",
                "{'action': 'set', 'ns': 'a.b', 'image': '../x'}                            | \"../x\" is not the name",
                "{'action': 'set', 'ns': 'a.b', 'lifetime': '10m'}                          | \"10m\" is not a lifetime",
                "{'action': 'set', 'ns': 'a.b', 'lifetime': 'PT-1S'}                        | cannot stand for PT-1S",
                "{'action': 'set', 'ns': 'a.b', 'dryRun': 'no'}                             | field dryRun is not as expected",
                "{'action': 'set', 'ns': 'a.b', 'dryrun': true}                             | field \"dryrun\" is not known",
                "{'action': 'clear', 'ns': 'a.b', 'image': 'orbit-2.0.0'}                   | image says nothing to a clear",
                "{'action': 'clear', 'ns': 'a.b', 'lifetime': 'PT1M'}                       | lifetime says nothing to a clear",
                "[]                                                                         | not a JSON object",
                "''                                                                         | not a JSON object",
                "{'action': 'set',                                                          | not JSON",
                "{'action': 'set', 'ns': 'a.b'} {}                                          | not JSON",
                "{'action': 'set', 'ns': 'a.b', 'ns': 'a.c'}                                | names a field twice",
                "{'action': 'set', ns: 'a.b'}                                               | not JSON",
            })
    void whatCannotBeReadIsABadRequest(String request, String expected) {
        JsonNode problem = refused(request, 400);
        assertThat(problem.get("errors"))
                .allSatisfy(error -> assertThat(error.get("code").asText()).isEqualTo("bad-request"));
        assertThat(problem.get("detail").asText()).contains(expected);
    }

    @Test
    void everythingThatIsWrongHasAnEntry() {
        JsonNode errors = refused(
                        "{'action': 'boot', 'nodes': ['a b', 'c.d', '../e'], 'image': '/etc/passwd', 'lifetme': 'PT1M'}",
                        400)
                .get("errors");
        assertThat(errors.findValuesAsText("detail"))
                .satisfiesExactlyInAnyOrder(
                        detail -> assertThat(detail).contains("\"boot\""),
                        detail -> assertThat(detail).contains("\"a b\""),
                        detail -> assertThat(detail).contains("\"../e\""),
                        detail -> assertThat(detail).contains("\"/etc/passwd\""),
                        detail -> assertThat(detail).contains("\"lifetme\""));
    }

    @Test
    void whatTheManagerRefusesHasTheSameCodesAsOnTheOmfWire() {
        JsonNode problem =
                refused("{'action': 'set', 'domain': 'sb8.orbit-lab.org', 'ns': 'node7-7,node1-1,node8-8'}", 404);
        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        List<JsonNode> errors =
                List.of(problem.get("errors").get(0), problem.get("errors").get(1));
        assertThat(errors).extracting(error -> error.get("code").asText()).containsOnly("unknown-node");
        assertThat(errors).extracting(error -> error.get("node").asText()).containsExactly("node7-7", "node8-8");
    }

    @Test
    void anInventoryThatIsDownIsAFailure() {
        service.inventory().fail(Problem.of(ProblemCode.INVENTORY_DOWN, "It is down."));
        assertThat(refused("{'action': 'set', 'domain': 'norbit', 'all': true}", 503)
                        .get("errors")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("inventory-down");
    }

    @Test
    void aBodyThatIsNotJsonByItsTypeIsRefused() {
        assertThat(service.postForm(PLANS, "action=set").statusCode()).isEqualTo(415);
    }

    @Test
    void onlyAPostIsAPlan() {
        HttpResponse<String> answer = service.get(PLANS);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
        assertThat(JsonAnswer.of(answer).get("errors").get(0).get("code").asText())
                .isEqualTo("method-not-allowed");
    }
}
