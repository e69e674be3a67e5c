package net.mytestbed.pxe.service.omf;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.mytestbed.pxe.service.ConfigurationFile;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.omf.ExperimentController.CallFailedException;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.NodeAssert;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole experiment, from the controller's start to its end: service, inventory over HTTP and directory are real. */
class OmfExperimentControllerTest {
    private static final String GRID = "grid.orbit-lab.org";
    private static final String SANDBOX = "sb8.orbit-lab.org";
    private static final String NO_IMAGE = "";

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    private final FakeInventoryServer inventory = FakeInventoryServer.start(SampleTestbeds.all());
    private PxeService service;

    @BeforeEach
    void startTheServiceByAConfigurationOfOmf() throws IOException {
        tftp.tree().image("orbit-2.0.0").image("orbit-3.1");
        service = PxeService.start(ConfigurationFile.of(tftp.tree(), ImmutableMap.of("default", inventory.url())));
    }

    @AfterEach
    void stop() {
        service.close();
        inventory.close();
    }

    private ExperimentController controller() {
        return ExperimentController.start(service.uri());
    }

    private static List<String> grid() {
        return side().flatMap(x -> side().map(y -> "node" + x + "-" + y + "." + GRID))
                .toList();
    }

    private static Stream<Integer> side() {
        return IntStream.rangeClosed(1, SampleTestbeds.GRID_SIDE).boxed();
    }

    private void everyNodeOfTheGrid(Consumer<NodeAssert> assertion) {
        side().forEach(x ->
                side().forEach(y -> assertion.accept(assertThat(tftp.tree()).node("10.10." + x + "." + y))));
    }

    @Test
    void imagingTheWholeGridSetsEveryNodeAndClearsEveryNode() {
        ExperimentController controller = controller();
        String names = String.join(",", grid());

        assertThat(controller.call("setBootImageNS", GRID, names, NO_IMAGE)).isEqualTo(grid());
        everyNodeOfTheGrid(node -> node.boots("orbit-2.0.0"));

        assertThat(controller.call("clearBootImageNS", GRID, names)).isEqualTo(grid());
        everyNodeOfTheGrid(node -> node.hasNoLink().bootsItsDisk());
    }

    @Test
    void anExperimentThatIsInterruptedClearsWhatIsClearAlready() {
        ExperimentController controller = controller();
        String pairs =
                side().flatMap(x -> side().map(y -> "[" + x + "," + y + "]")).collect(joining(",", "[", "]"));
        controller.call("setBootImageNS", GRID, pairs, "orbit-3.1");
        everyNodeOfTheGrid(node -> node.boots("orbit-3.1"));
        controller.call("clearBootImageNS", GRID, pairs);
        assertThat(controller.call("clearBootImageNS", GRID, pairs)).hasSize(400);
        everyNodeOfTheGrid(NodeAssert::hasNoLink);
    }

    @Test
    void anEmptyNodeSetIsNoError() {
        assertThat(controller().call("setBootImageNS", GRID, "", NO_IMAGE)).isEmpty();
        assertThat(controller().call("clearBootImageNS", GRID, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "node1-1;node9-9, none, 404",
        "node1-1, REFUSE, 503",
        "node1-1, HTML, 502",
    })
    void aFailureIsSeenAsOneAndChangesNothing(String names, String fault, int status) {
        ExperimentController controller = controller();
        TreeSnapshot before = tftp.tree().snapshot();
        if (!fault.equals("none")) {
            inventory.fault(Fault.valueOf(fault));
        }
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> controller.call("setBootImageNS", SANDBOX, names.replace(';', ','), NO_IMAGE))
                .withMessageStartingWith("HTTP/1.1 " + status + " ");
        assertThat(tftp.tree()).isUnchangedSince(before);
    }

    @Test
    void aControllerThatStartsWhileTheInventoryHangsWaitsForNothing() {
        inventory.fault(Fault.HANG);
        ExperimentController controller = controller();
        inventory.heal();
        assertThat(controller.call("setBootImageNS", SANDBOX, "[1,2]", NO_IMAGE))
                .containsExactly("node1-2." + SANDBOX);
    }

    @Test
    void anAnswerThatIsLostMakesTheControllerAskTwiceAndIsNoHarm() throws IOException {
        try (LossyRelay relay = LossyRelay.before(service.uri())) {
            ExperimentController controller = ExperimentController.start(relay.uri());
            relay.loseTheNextAnswer();
            assertThat(controller.call("setBootImageNS", SANDBOX, "[[1,1],[1,2]]", NO_IMAGE))
                    .hasSize(2);
            assertThat(tftp.tree()).node("10.18.1.2").boots("orbit-2.0.0");

            relay.loseTheNextAnswer();
            assertThat(controller.call("clearBootImageNS", SANDBOX, "[[1,1],[1,2]]"))
                    .hasSize(2);
            assertThat(tftp.tree()).node("10.18.1.2").hasNoLink();
            assertThat(relay.connections()).isEqualTo(6);
        }
    }
}
