package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import net.mytestbed.pxe.yaml.YamlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service from its configuration file, with an inventory over HTTP and one in a file. */
class ConfiguredServiceTest {
    private static final String SET = "pxe/setBootImageNS?domain=norbit&ns=omf.nicta.node1,omf.nicta.node2";

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    @TempDir
    Path etc;

    private final FakeInventoryServer inventory = FakeInventoryServer.start(SampleTestbeds.norbit());

    @BeforeEach
    void layOut() {
        tree().image("omf-5.4").image("orbit-2.0.0").config("default", "default local\nlabel local\nlocalboot 0\n");
    }

    @AfterEach
    void stopTheInventory() {
        inventory.close();
    }

    private TftpTree tree() {
        return tftp.tree();
    }

    private PxeConfig config() throws IOException {
        Files.writeString(
                etc.resolve("inventory.yaml"),
                "domains: {sb8.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-2: 10.18.1.2}}}\n");
        return config(etc.resolve("inventory.yaml").toUri().toString());
    }

    private PxeConfig config(String sandboxUrl) throws IOException {
        Path file = etc.resolve("pxe.yaml");
        Files.writeString(file, """
                pxe:
                  cfgDir: %s
                  linkLifetime: 600
                  testbed:
                    default:
                      inventory_url: '%s'
                    sb8.orbit-lab.org:
                      inventory_url: '%s'
                http:
                  port: 0
                """.formatted(tree().cfgDir(), inventory.url(), sandboxUrl));
        return PxeConfig.read(file);
    }

    private static HttpResponse<String> get(PxeService service, String path) {
        return ServiceClient.of(service).get(path);
    }

    @Test
    void eachDomainIsLookedUpInItsOwnInventory() throws IOException {
        try (PxeService service = PxeService.start(config())) {
            assertThat(get(service, SET).statusCode()).isEqualTo(200);
            assertThat(get(service, "pxe/setBootImage?node=node1-2.sb8.orbit-lab.org")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(tree()).node("10.0.0.2").boots("omf-5.4");
        assertThat(tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void anAssemblyWithoutHttpDoesTheSame() throws IOException {
        PxeAssembly assembly = PxeAssembly.of(config().pxe(), InstantSource.system());
        assembly.manager().prepare();
        assertThat(assembly.manager()
                        .show(NodeSelection.of(Node.of(NodeId.of("node1-2.sb8.orbit-lab.org"), Optional.empty())))
                        .nodes()
                        .get(0)
                        .address()
                        .hex())
                .isEqualTo("0A120102");
    }

    @Test
    void aNodeNeverPutsAParameterIntoTheInventorysUrl() throws IOException {
        try (PxeService service = PxeService.start(config())) {
            assertThat(get(service, "pxe/setBootImage?domain=norbit&node=n33%26domain%3Dother")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(inventory.calls()).isZero();
        }
    }

    private void assertNonsense(String value) throws IOException {
        try (PxeService service = PxeService.start(config())) {
            TreeSnapshot before = tree().snapshot();
            HttpResponse<String> answer = get(service, SET);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body())
                    .contains("code=\"inventory-nonsense\" node=\"omf.nicta.node2\"")
                    .contains("\"" + value + "\"");
            assertThat(tree()).isUnchangedSince(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.18.1.2.", "10.300.0.1", "010.0.0.1", "fe80::1", "10.0.0.1 ", "10.0.1"})
    void anAddressThatIsNoneIsNonsenseAndNamedWithItsNode(String address) throws IOException {
        inventory.sayAddress("omf.nicta.node2", address);
        assertNonsense(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "/etc/passwd", "0A000001", "a b"})
    void anImageThatIsNoNameIsNonsenseAndNamedWithItsNode(String image) throws IOException {
        inventory.sayImage("omf.nicta.node2", image);
        assertNonsense(image);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSE, 503, inventory-down",
        "RESET, 503, inventory-down",
        "DATABASE_ERROR, 503, inventory-down",
        "STATUS_500, 502, inventory-nonsense",
        "HTML, 502, inventory-nonsense",
        "EMPTY, 502, inventory-nonsense",
        "ERROR, 404, unknown-node",
        "HANG, 504, inventory-slow",
    })
    void anInventoryThatIsSickIsAFailureThatChangesNothing(Fault fault, int status, String code) throws IOException {
        try (PxeService service = PxeService.start(config())) {
            assertThat(get(service, "pxe/setBootImage?img=orbit-2.0.0&domain=norbit&node=omf.nicta.node1")
                            .statusCode())
                    .isEqualTo(200);
            TreeSnapshot before = tree().snapshot();
            inventory.fault(fault);
            HttpResponse<String> answer = get(service, SET);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).startsWith("<response status=\"ERROR\">").contains("code=\"" + code + "\"");
            assertThat(tree()).isUnchangedSince(before);
            assertThat(get(service, "pxe/setBootImage?node=node1-2.sb8.orbit-lab.org")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(service, "pxe/setBootImageNS?domain=norbit&ns=").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anUnknownNodeAmongKnownOnesLeavesThemAsTheyAre() throws IOException {
        try (PxeService service = PxeService.start(config())) {
            TreeSnapshot before = tree().snapshot();
            HttpResponse<String> answer = get(service, SET + ",omf.nicta.node77");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("code=\"unknown-node\" node=\"omf.nicta.node77\"");
            assertThat(tree()).isUnchangedSince(before);
        }
    }

    @Test
    void aBrokenInventoryFileStopsTheStartWithAllThatIsWrongWithIt() throws IOException {
        PxeConfig config = config();
        Files.writeString(etc.resolve("inventory.yaml"), "domains: {sb8: {nodes: {a: 1.2.3, b: 4.5.6}}}\n");
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> PxeService.start(config))
                .satisfies(e -> assertThat(e.complaints()).hasSize(2));
    }

    @Test
    void anInventoryIsSpokenToInTheDialectThatIsConfigured() throws IOException {
        try (FakeInventoryServer orbit =
                FakeInventoryServer.start(SampleTestbeds.sandbox8()).speakOrbit()) {
            PxeConfig config = config(orbit.url() + "'\n      inventory_dialect: 'orbit");
            try (PxeService service = PxeService.start(config)) {
                assertThat(get(service, "pxe/setBootImage?node=node1-2.sb8.orbit-lab.org")
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(orbit.requests()).allMatch(request -> request.contains("resource/"));
        }
        assertThat(tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }
}
