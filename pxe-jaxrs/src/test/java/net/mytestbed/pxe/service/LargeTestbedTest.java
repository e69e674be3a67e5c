package net.mytestbed.pxe.service;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
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

    private static int nodes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Splitter.on("hex=").splitToList(answer.body()).size() - 1;
    }

    @Test
    void tenThousandNodesAreSetShownAndClearedByOneFormEach() {
        String form = "domain=large.lab&ns=" + names();
        assertThat(nodes(service.postForm("/pxe/setBootImageNS", form))).isEqualTo(NODES);
        assertThat(service.tree()).node("10.20.39.250").boots("orbit-2.0.0");
        assertThat(service.postForm("/pxe/getBootImageNS", form).body()).doesNotContain("img=\"default\"");
        assertThat(nodes(service.postForm("/pxe/clearBootImageNS", form))).isEqualTo(NODES);
        assertThat(service.tree()).node("10.20.39.250").hasNoLink();
    }

    @Test
    void tenThousandNodesAreSetByOneGet() {
        assertThat(service.rawLine("GET /pxe/setBootImageNS?domain=large.lab&ns=" + names()))
                .startsWith("HTTP/1.1 200 ");
        assertThat(service.tree()).node("10.20.39.250").boots("orbit-2.0.0");
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
