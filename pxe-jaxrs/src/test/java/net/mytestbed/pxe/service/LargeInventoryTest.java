package net.mytestbed.pxe.service;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.stream.IntStream;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Testbeds as large as any in one request, looked up in an inventory over HTTP. */
class LargeInventoryTest {
    private static final int NODES = 10_000;

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    private final FakeInventory content = SampleTestbeds.grid().domain("large.lab", lab -> {
        lab.image("orbit-2.0.0");
        IntStream.range(0, NODES).forEach(i -> lab.node("n" + i + ".large.lab", address(i)));
    });
    private final FakeInventoryServer inventory = FakeInventoryServer.start(content);
    private PxeService service;

    @BeforeEach
    void start() throws IOException {
        tftp.tree().image("orbit-2.0.0").image("orbit-3.1");
        service = PxeService.start(ConfigurationFile.of(tftp.tree(), ImmutableMap.of("default", inventory.url())));
    }

    @AfterEach
    void stop() {
        service.close();
        inventory.close();
    }

    private static String address(int node) {
        return "10.20." + node / 250 + "." + (node % 250 + 1);
    }

    private static int nodes(String body) {
        assertThat(body).startsWith("<response status=\"OK\">");
        return Splitter.on("hex=").splitToList(body).size() - 1;
    }

    @Test
    void fourHundredNodesAreSetByOneGet() {
        String names = IntStream.range(0, 400)
                .mapToObj(i -> "node" + (i / 20 + 1) + "-" + (i % 20 + 1) + ".grid.orbit-lab.org")
                .collect(joining(","));
        String call = "pxe/setBootImageNS?domain=grid.orbit-lab.org&ns=" + names + "&imgName=";
        assertThat(nodes(ServiceClient.of(service).get(call).body())).isEqualTo(400);
        assertThat(tftp.tree()).node("10.10.1.1").boots("orbit-2.0.0");
        assertThat(tftp.tree()).node("10.10.20.20").boots("orbit-2.0.0");
    }

    @Test
    void tenThousandNodesAreSetAndClearedByOneFormEach() {
        String form = "domain=large.lab&ns="
                + IntStream.range(0, NODES)
                        .mapToObj(i -> "n" + i + ".large.lab")
                        .collect(joining(","));
        assertThat(nodes(post("setBootImageNS", form + "&imgName=orbit-3.1"))).isEqualTo(NODES);
        assertThat(tftp.tree()).node(address(0)).boots("orbit-3.1");
        assertThat(tftp.tree()).node(address(NODES - 1)).boots("orbit-3.1");

        assertThat(nodes(post("clearBootImageNS", form))).isEqualTo(NODES);
        assertThat(tftp.tree()).node(address(NODES - 1)).hasNoLink();
    }

    private String post(String call, String form) {
        return ServiceClient.of(service).postForm("pxe/" + call, form).body();
    }
}
