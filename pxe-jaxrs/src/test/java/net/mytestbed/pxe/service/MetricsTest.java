package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus reads of the service. */
class MetricsTest {
    private static final String SET = "setBootImage?node=node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    private List<String> lines() {
        HttpResponse<String> answer = service.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** An answer is counted after it was sent. */
    private void assertLine(String line) {
        await().untilAsserted(() -> assertThat(lines()).contains(line));
    }

    @Test
    void itIsPrometheusText() {
        assertThat(service.get("/metrics").headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).isEqualToIgnoringCase("text/plain;charset=utf-8;version=0.0.4"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /pxe/setBootImage?node=node1-2.sb8.orbit-lab.org, /pxe/setBootImage, GET, 200",
        "GET, /pxe/getBootImage?node=no-such.sb8.orbit-lab.org, /pxe/getBootImage, GET, 404",
        "GET, /api/v1/nodes/node1-2.sb8.orbit-lab.org, /api/v1/nodes/{node}, GET, 200",
        "GET, /api/v1/nodes?domain=sb8.orbit-lab.org, /api/v1/nodes, GET, 200",
        "HEAD, /pxe, /pxe, HEAD, 200",
        "GET, /no/such/place, none, GET, 404",
        "BREW, /no/such/place, none, other, 404"
    })
    void aRequestIsCountedByItsCallItsMethodAndItsStatus(
            String method, String path, String call, String counted, String code) {
        service.rawLine(method + " " + path);
        assertLine(
                "pxe_http_requests_total{call=\"" + call + "\",code=\"" + code + "\",method=\"" + counted + "\"} 1.0");
        assertLine("pxe_http_request_duration_seconds_count{call=\"" + call + "\"} 1");
    }

    @Test
    void aRequestForTheMetricsIsTheOnlyOneAtWork() {
        service.pxe(SET);
        assertLine("pxe_http_requests_in_progress 1.0");
    }

    @Test
    void aChangeIsCountedByItsCause() {
        service.pxe(SET);
        service.pxe("clearBootImage?node=node1-2.sb8.orbit-lab.org");
        service.pxe(SET);
        service.setClockTo(Duration.ofMinutes(10));
        assertLine("pxe_changes_total{cause=\"expire\"} 1.0");
        assertThat(lines())
                .contains(
                        "pxe_changes_total{cause=\"set\"} 2.0",
                        "pxe_changes_total{cause=\"clear\"} 1.0",
                        "pxe_changes_total{cause=\"prune\"} 0.0");
    }

    @Test
    void linksAreCountedByConfigurationAndOrigin() throws IOException {
        Files.createSymbolicLink(service.tree().cfgDir().resolve("0A120177"), Path.of("orbit-3.1"));
        Files.createSymbolicLink(service.tree().cfgDir().resolve("0A120178"), Path.of("/elsewhere"));
        Files.writeString(service.tree().cfgDir().resolve("0A120179"), "default local\n");
        service.pxe(SET);
        assertThat(lines())
                .contains(
                        "pxe_links{image=\"orbit-2.0.0\",origin=\"am\"} 1.0",
                        "pxe_links{image=\"orbit-3.1\",origin=\"operator\"} 1.0",
                        "pxe_links{image=\"<elsewhere>\",origin=\"operator\"} 1.0",
                        "pxe_links{image=\"<not-a-link>\",origin=\"operator\"} 1.0",
                        "pxe_leases{ends=\"time\"} 1.0",
                        "pxe_leases{ends=\"cleared\"} 0.0");
    }

    @Test
    void theNextLeaseToEndIsTold() {
        assertThat(lines()).noneMatch(line -> line.startsWith("pxe_lease_next_end_timestamp_seconds"));
        service.pxe(SET);
        service.setClockTo(Duration.ofMinutes(1));
        service.pxe("setBootImage?node=node1-1.sb8.orbit-lab.org");
        assertThat(lines())
                .contains("pxe_lease_next_end_timestamp_seconds "
                        + (double) ServiceExtension.START.plusSeconds(600).getEpochSecond());
    }

    @Test
    void whatTheOperatorChangesInTheDirectoryIsSeenSoon() throws IOException {
        lines();
        Files.createSymbolicLink(service.tree().cfgDir().resolve("0A120177"), Path.of("orbit-3.1"));
        assertLine("pxe_links{image=\"orbit-3.1\",origin=\"operator\"} 1.0");
    }

    @Test
    void aBootDirectoryThatIsGoneDoesNotTakeTheOtherNumbersWithIt() throws IOException {
        Files.move(service.tree().cfgDir(), service.tree().root().resolve("moved"));
        try {
            assertThat(lines()).contains("pxe_boot_directory_readable 0.0", "pxe_changes_total{cause=\"set\"} 0.0");
        } finally {
            Files.move(service.tree().root().resolve("moved"), service.tree().cfgDir());
        }
    }

    @Test
    void everyFlushIsTimed() {
        service.pxe(SET);
        assertThat(lines())
                .anyMatch(line -> line.startsWith("pxe_directory_flush_duration_seconds_sum{directory=\"links\"}"))
                .anyMatch(line -> line.startsWith("pxe_directory_flush_duration_seconds_sum{directory=\"leases\"}"));
    }

    @Test
    void theJavaMachineIsMeasuredToo() {
        assertThat(lines()).anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"}"));
    }

    @Nested
    class WithTenThousandLinks {
        private final AtomicInteger readings = new AtomicInteger();

        @RegisterExtension
        final ServiceExtension large = new ServiceExtension((running, assembly) -> {
            BootDirectory counted = counted(assembly.directory());
            PxeManager manager = new PxeManager(
                    SampleTestbeds.all(),
                    counted,
                    new LinkLeaseStore(running.tree().stateDir()),
                    running.clock(),
                    new BootPolicy(Optional.empty(), Lifetime.UNTIL_CLEARED, PreflightMode.ENFORCE));
            return new PxeAssembly(manager, counted);
        });

        private BootDirectory counted(BootDirectory real) {
            return (BootDirectory) Proxy.newProxyInstance(
                    BootDirectory.class.getClassLoader(),
                    new Class<?>[] {BootDirectory.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("links") && args == null) {
                            readings.incrementAndGet();
                        }
                        return method.invoke(real, args);
                    });
        }

        @Test
        void theyAreReadOnceHoweverManyScrape() throws IOException {
            for (int i : IntStream.range(0, 10_000).toArray()) {
                Files.createSymbolicLink(
                        large.tree().cfgDir().resolve(new HexIp(0x0A120000 + i).hex()), Path.of("orbit-3.1"));
            }
            readings.set(0);
            for (int i = 0; i < 50; i++) {
                assertThat(large.get("/metrics").body())
                        .contains("pxe_links{image=\"orbit-3.1\",origin=\"operator\"} 10000.0");
            }
            assertThat(readings).as("once, and again after each 5 seconds").hasValueLessThan(10);
        }
    }
}
