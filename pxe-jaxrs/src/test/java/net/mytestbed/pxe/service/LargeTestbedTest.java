package net.mytestbed.pxe.service;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.api.WireNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Testbeds as large as any, in one request. */
class LargeTestbedTest {
    private static final int NODES = 10_000;

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    @BeforeEach
    void fillIn() {
        service.inventory().domain("large.lab", lab -> {
            lab.image("orbit-2.0.0");
            IntStream.range(0, NODES).forEach(i -> lab.node("n" + i, "10.20." + i / 250 + "." + (i % 250 + 1)));
        });
    }

    private static String names() {
        return IntStream.range(0, NODES).mapToObj(i -> "n" + i).collect(joining(","));
    }

    private static int nodes(String answer) {
        return Splitter.on("hex=").splitToList(answer).size() - 1;
    }

    /** Told piece by piece, and so without a length: what is not written yet takes no room. */
    private static JsonNode streamed(HttpResponse<String> answer, String list) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        return JsonAnswer.of(answer).path(list);
    }

    /** In one test, because ten thousand links are made and removed as fast as the disk allows. */
    @Test
    void tenThousandNodesAreSetToldAndClearedByOneRequestEach() {
        assertThat(nodes(service.rawLine("GET /pxe/setBootImageNS?domain=large.lab&ns=" + names())))
                .isEqualTo(NODES);
        assertThat(service.tree()).node("10.20.39.250").boots("orbit-2.0.0");

        HttpResponse<String> told = service.postForm("/pxe/getBootImageNS", "domain=large.lab&ns=" + names());
        assertThat(nodes(told.body())).isEqualTo(NODES);
        assertThat(told.body()).doesNotContain("img=\"default\"");
        JsonNode nodes = streamed(service.get("/api/v1/nodes?domain=large.lab"), "nodes");
        assertThat(nodes)
                .hasSize(NODES)
                .allMatch(node -> node.path("origin").asText().equals("am"));
        JsonNode links = streamed(service.get("/api/v1/links"), "links");
        assertThat(links)
                .hasSize(NODES)
                .allMatch(link -> link.path("domain").asText().equals("large.lab"));

        JsonNode plan = streamed(
                service.postJson("/api/v1/plans", "{\"action\": \"clear\", \"domain\": \"large.lab\", \"all\": true}"),
                "nodes");
        assertThat(plan)
                .hasSize(NODES)
                .allMatch(node -> node.path("change").asText().equals("remove"));
        assertThat(service.tree()).node("10.20.39.250").hasNoLink();
    }

    @Test
    void theNodesOfAnAnswerAreMadeWhenTheyAreWritten() {
        PxeManager manager = PxeAssembly.of(service.pxe(), service.inventory(), service.clock())
                .manager();
        WireNodes.States states = WireNodes.states(manager.show(new NodeSelection.WholeDomain(Domain.of("large.lab"))));

        assertThat(states.nodes().get(0))
                .isEqualTo(states.nodes().get(0))
                .isNotSameAs(states.nodes().get(0));
    }

    @Test
    void everyOneOfTenThousandUnknownNodesIsNamed() {
        HttpResponse<String> answer =
                service.postForm("/pxe/setBootImageNS", "domain=large.lab&ns=" + names().replace("n", "m"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Splitter.on("code=\"unknown-node\"").splitToList(answer.body()))
                .hasSize(NODES + 1);
    }
}
