package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.math.Quantiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One slow or dead inventory hurts only the requests that need it. */
class SickInventoryTest {
    private static final String HEALTHY = "pxe/setBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1],[1,2]";
    private static final int AT_LEAST = 400;

    /** More than the service serves at once. */
    private static final int HANGING = 300;

    /** So many wait for one inventory. */
    private static final int MOST_WAITING = 32;

    /** One lock around everything made it some thousands (OMF 5.4); what a busy machine adds is far less. */
    private static final int NOTICEABLY_SLOWER = 100;

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeInventoryServer healthy = FakeInventoryServer.start(SampleTestbeds.sandbox8());
    private final FakeInventoryServer sick = FakeInventoryServer.start(SampleTestbeds.norbit());
    private PxeService service;

    @BeforeEach
    void start() throws IOException {
        tftp.tree().image("orbit-2.0.0").image("omf-5.4");
        service = PxeService.start(ConfigurationFile.of(
                tftp.tree(), ImmutableMap.of("sb8.orbit-lab.org", healthy.url(), "norbit", sick.url())));
    }

    @AfterEach
    void stop() {
        service.close();
        healthy.close();
        sick.close();
    }

    private CompletableFuture<HttpResponse<String>> begin(String call) {
        URI uri = URI.create(service.uri() + call.replace("[", "%5B").replace("]", "%5D"));
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** The milliseconds that each request took, made one after the other, at least so many and for as long as this is true. */
    private List<Double> setTheHealthyDomain(BooleanSupplier goesOn) {
        List<Double> milliseconds = new ArrayList<>();
        while (milliseconds.size() < AT_LEAST || goesOn.getAsBoolean()) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = begin(HEALTHY).join();
            milliseconds.add((System.nanoTime() - begin) / 1e6);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return milliseconds;
    }

    private static double percentile99(List<Double> milliseconds) {
        return Quantiles.percentiles().index(99).compute(milliseconds);
    }

    @Test
    void aDomainIsServedAtItsSpeedWhileTheInventoryOfAnotherHangs() {
        setTheHealthyDomain(() -> false);
        double alone = percentile99(setTheHealthyDomain(() -> false));

        List<CompletableFuture<HttpResponse<String>>> hanging = beginHanging();
        CompletableFuture<Void> all = CompletableFuture.allOf(hanging.toArray(CompletableFuture[]::new));
        List<Double> besideIt = setTheHealthyDomain(() -> !all.isDone());
        double beside = percentile99(besideIt);

        System.out.printf(
                "p99 of a healthy domain: alone %.1f ms; beside %d requests whose inventory hangs %.1f ms, the longest of %d %.1f ms%n",
                alone, hanging.size(), beside, besideIt.size(), Collections.max(besideIt));
        assertThat(hanging)
                .allSatisfy(request -> assertThat(request.join().statusCode()).isBetween(500, 599));
        assertThat(beside).isLessThan(alone * NOTICEABLY_SLOWER);
    }

    private List<CompletableFuture<HttpResponse<String>>> beginHanging() {
        sick.fault(Fault.HANG);
        List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, HANGING)
                .mapToObj(i -> begin("pxe/setBootImage?domain=norbit&node=omf.nicta.node" + (i + 1)))
                .toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sick.calls() > 0);
        return hanging;
    }

    /** Else they would take all places that the service has. */
    @Test
    void requestsTooManyForAnInventoryThatHangsAreRefusedWhileTheFirstStillWait() {
        List<CompletableFuture<HttpResponse<String>>> hanging = beginHanging();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> hanging.stream().filter(CompletableFuture::isDone).count() >= HANGING - MOST_WAITING);
        assertThat(begin(HEALTHY).join().statusCode()).isEqualTo(200);
        assertThat(hanging).filteredOn(request -> !request.isDone()).hasSize(MOST_WAITING);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverIsWrongWithOneInventoryTheDomainsOfOthersAreServed(Fault fault) {
        sick.fault(fault);
        List<CompletableFuture<HttpResponse<String>>> ill = IntStream.range(1, 5)
                .mapToObj(i -> begin("pxe/setBootImage?domain=norbit&node=omf.nicta.node" + i))
                .toList();
        IntStream.range(0, 20)
                .forEach(i -> assertThat(begin(HEALTHY).join().statusCode()).isEqualTo(200));
        assertThat(ill)
                .allSatisfy(request -> assertThat(request.join().statusCode()).isBetween(400, 599));
        assertThat(tftp.tree()).node("10.0.0.1").hasNoLink();
    }
}
