package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus reads of an inventory over HTTP. */
class InventoryMetricsTest {
    private static final String GET = "pxe/getBootImage?node=node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    private final FakeInventoryServer inventory =
            FakeInventoryServer.start(SampleTestbeds.sandbox8()).speakOrbit();
    private final String name = inventory.url().toString();
    private PxeService service;

    @BeforeEach
    void start() throws IOException {
        tftp.tree().image("orbit-2.0.0");
        Path file = tftp.tree().root().resolve("pxe.yaml");
        Files.writeString(file, """
                pxe:
                  cfgDir: %s
                  testbed:
                    default: {inventory_url: '%s', inventory_dialect: orbit}
                http: {port: 0}
                """.formatted(tftp.tree().cfgDir(), name));
        service = PxeService.start(PxeConfig.read(file));
    }

    @AfterEach
    void stop() {
        service.close();
        inventory.close();
    }

    private String get(String path) {
        return ServiceClient.of(service).get(path).body();
    }

    private List<String> lines() {
        return get("metrics").lines().toList();
    }

    @Test
    void aScrapeAsksNoInventory() {
        get(GET);
        int calls = inventory.calls();
        lines();
        lines();
        assertThat(inventory.calls()).isEqualTo(calls);
    }

    @Test
    void questionsAreCountedByWhereTheAnswerCameFrom() {
        get(GET);
        get(GET);
        get(GET);
        assertThat(lines())
                .contains(
                        "pxe_inventory_questions_total{answer=\"asked\",inventory=\"" + name + "\"} 1.0",
                        "pxe_inventory_questions_total{answer=\"memory\",inventory=\"" + name + "\"} 2.0",
                        "pxe_inventory_request_duration_seconds_count{call=\"lookup\",inventory=\"" + name + "\"} 1");
    }

    @Test
    void anInventoryThatIsDownIsSeen() {
        get(GET);
        inventory.close();
        String fresh = GET + "&fresh=true";
        for (int i = 0; i < 3; i++) {
            get(fresh);
        }
        get(GET);
        assertThat(lines())
                .contains(
                        "pxe_inventory_breaker_open{inventory=\"" + name + "\"} 1.0",
                        "pxe_inventory_stale{inventory=\"" + name + "\"} 1.0",
                        "pxe_inventory_waiting_requests{inventory=\"" + name + "\"} 0.0")
                .anyMatch(line -> line.startsWith(
                        "pxe_inventory_failures_total{code=\"inventory-down\",inventory=\"" + name + "\"}"));
    }
}
