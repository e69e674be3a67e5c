package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inventory said a moment ago, as callers of either wire see it. */
class RememberedInventoryTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SET = "pxe/setBootImage?node=" + NODE;
    private static final String GET = "pxe/getBootImage?node=" + NODE;
    private static final String PLAN = "{\"action\": \"set\", \"nodes\": [\"" + NODE + "\"]}";

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    private final FakeInventory content = SampleTestbeds.sandbox8();
    private final FakeInventoryServer inventory =
            FakeInventoryServer.start(content).speakOrbit();
    private PxeService service;

    @BeforeEach
    void start() throws IOException {
        tftp.tree().image("orbit-2.0.0");
        service = PxeService.start(config("inventory_dialect: orbit"));
    }

    private PxeConfig config(String line) throws IOException {
        Path file = tftp.tree().root().resolve("pxe.yaml");
        Files.writeString(file, """
                pxe:
                  cfgDir: %s
                  testbed:
                    sb8.orbit-lab.org:
                      inventory_url: %s
                      %s
                http:
                  port: 0
                """.formatted(tftp.tree().cfgDir(), inventory.url(), line));
        return PxeConfig.read(file);
    }

    @AfterEach
    void stop() {
        service.close();
        inventory.close();
    }

    private HttpResponse<String> get(String path) {
        return ServiceClient.of(service).get(path);
    }

    private HttpResponse<String> post(String path, String json) {
        return ServiceClient.of(service).postJson(path, json);
    }

    private HttpResponse<String> send(String method, String path) {
        return ServiceClient.of(service).send(method, path, BodyPublishers.noBody(), ImmutableMap.of());
    }

    private void moveTheNode() {
        content.domain("sb8.orbit-lab.org", sb8 -> sb8.image("orbit-2.0.0").node(NODE, "10.18.1.77"));
    }

    @Test
    void aNodeIsLookedUpOnceForTheCallsOfAnExperiment() {
        get(SET);
        get(GET);
        get("pxe/clearBootImage?node=" + NODE);
        assertThat(inventory.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SET + "&fresh=true",
                GET + "&fresh=true",
                "api/v1/nodes/" + NODE + "?fresh=true",
                "api/v1/nodes?domain=sb8.orbit-lab.org&fresh=true"
            })
    void whoWantsItFreshGetsWhatTheInventorySaysNow(String path) {
        get(SET);
        moveTheNode();
        assertThat(get(path).body()).contains("10.18.1.77");
    }

    @Test
    void aPlanCanBeFreshToo() {
        get(SET);
        moveTheNode();
        assertThat(post("api/v1/plans?fresh=true", PLAN).body()).contains("10.18.1.77");
    }

    @Test
    void whatOneNodeBootsCanBeSetAndClearedFreshToo() {
        String boot = "api/v1/nodes/" + NODE + "/boot?fresh=true";
        get(SET);
        moveTheNode();
        assertThat(send("PUT", boot).body()).contains("10.18.1.77");
        content.domain("sb8.orbit-lab.org", sb8 -> sb8.image("orbit-2.0.0").node(NODE, "10.18.1.78"));
        assertThat(send("DELETE", boot).body()).contains("10.18.1.78");
    }

    @ParameterizedTest
    @ValueSource(strings = {SET + "&fresh=yes", "api/v1/nodes/" + NODE + "?fresh=1"})
    void whatIsNeitherTrueNorFalseIsRefused(String path) {
        assertThat(get(path).statusCode()).isEqualTo(400);
        assertThat(inventory.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {SET, GET, "pxe/clearBootImage?node=" + NODE})
    void theAnswerOfTheOmfWireTellsThatTheInventoryFailedAndSinceWhen(String call) throws IOException {
        rememberOnlyStale();
        HttpResponse<String> answer = get(call);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsPattern("<response status=\"OK\" inventory-stale-since=\"2[0-9]{3}-[0-9-]+T[0-9:.]+Z\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/nodes/" + NODE, "api/v1/nodes?ns=" + NODE})
    void theAnswerOfTheJsonApiTellsItToo(String path) throws IOException {
        rememberOnlyStale();
        assertThat(get(path).body()).containsPattern("\"staleSince\":\"2[0-9]{3}-");
    }

    @Test
    void thePlanTellsItToo() throws IOException {
        rememberOnlyStale();
        assertThat(post("api/v1/plans", PLAN).body()).containsPattern("\"staleSince\":\"2[0-9]{3}-");
        assertThat(tftp.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    private void rememberOnlyStale() throws IOException {
        service.close();
        service = PxeService.start(config("inventory_ttl: 0"));
        get(SET);
        inventory.fault(Fault.REFUSE);
    }

    @Test
    void whoWantsItFreshIsToldThatTheInventoryIsDown() {
        get(SET);
        inventory.fault(Fault.REFUSE);
        assertThat(get(SET + "&fresh=true").statusCode()).isEqualTo(503);
    }

    @Test
    void aRefreshAsksAnewAndTellsWhatIsKnown() {
        get(SET);
        moveTheNode();
        assertThat(post("api/v1/inventory/refresh", "").body())
                .isEqualTo("{\"domains\":[{\"domain\":\"sb8.orbit-lab.org\",\"nodes\":1,\"problems\":[]}]}");
        assertThat(get(GET).body()).contains("10.18.1.77");
    }

    @Test
    void aRefreshOfADomainThatIsNotThereTellsSo() {
        assertThat(post("api/v1/inventory/refresh?domain=sb9.orbit-lab.org", "").body())
                .contains("\"domain\":\"sb9.orbit-lab.org\",\"nodes\":0")
                .contains("\"code\":\"unknown-domain\"");
    }

    @Test
    void aRefreshIsNotDoneByAGet() {
        assertThat(get("api/v1/inventory/refresh").statusCode()).isEqualTo(405);
    }

    @Test
    void anAddressOutsideTheNetworksOfTheDomainIsNonsense() throws IOException {
        service.close();
        service = PxeService.start(config("networks: [10.18.2.0/24]"));
        HttpResponse<String> answer = get(SET);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .contains("code=\"inventory-nonsense\" node=\"" + NODE + "\"")
                .contains("10.18.1.2", "10.18.2.0/24");
    }
}
