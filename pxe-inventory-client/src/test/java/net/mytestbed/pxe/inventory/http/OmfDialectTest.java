package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MoreCollectors;
import java.net.URI;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OmfDialectTest extends InventoryContract {
    private static final Domain NORBIT = Domain.of("norbit");
    private static final Node NODE1 = node("omf.nicta.node1");
    private static final Node NODE2 = node("omf.nicta.node2");
    private static final Node GHOST = node("ghost");

    @RegisterExtension
    final FakeServers servers = new FakeServers();

    private static Node node(String name) {
        return new Node(NodeId.of(name), NORBIT);
    }

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return inventory(servers.serve(content));
    }

    private static HttpInventory inventory(FakeInventoryServer server) {
        return new HttpInventory(server.url(), InventoryDialect.OMF, TimeLimits.DEFAULT);
    }

    private static InventoryAnswer lookup(FakeInventoryServer server, Wanted wanted, Node... nodes) {
        return inventory(server).lookup(ImmutableSet.copyOf(nodes), wanted);
    }

    private static Problem problem(FakeInventoryServer server, Node node) {
        return lookup(server, Wanted.ADDRESS_AND_IMAGE, node).problems().stream()
                .collect(MoreCollectors.onlyElement());
    }

    @Test
    void aNodeCostsOneCallForItsAddressAndOneForItsImage() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        lookup(server, Wanted.ADDRESS_AND_IMAGE, NODE1);
        assertThat(server.requests())
                .containsExactlyInAnyOrder(
                        "/inventory/getControlIP?hrn=omf.nicta.node1&domain=norbit",
                        "/inventory/getPXEImage?hrn=omf.nicta.node1&domain=norbit");
    }

    @Test
    void whereNoImageIsWantedNoneIsAskedFor() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        lookup(server, Wanted.ADDRESS, NODE1);
        assertThat(server.calls()).isEqualTo(server.calls("getControlIP")).isEqualTo(1);
    }

    @Test
    void theAddressesOfSeveralNodesCostOneCall() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        InventoryAnswer answer = lookup(server, Wanted.ADDRESS, NODE1, NODE2);
        assertThat(server.calls()).isEqualTo(server.calls("getAllNodes")).isEqualTo(1);
        assertThat(answer.nodes().values())
                .extracting(known -> known.address().orElseThrow().address())
                .containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void theListOfAllNodesTellsTheirMacsToo() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        assertThat(lookup(server, Wanted.ADDRESS, NODE1, NODE2).nodes().values())
                .extracting(known -> known.mac().orElseThrow())
                .containsExactly(MacAddress.of("00:03:2d:08:1a:33"), MacAddress.of("00:03:2d:08:1a:23"));
    }

    @Test
    void aNodeThatIsNotInTheListOfAllNodesIsAskedForByItself() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        assertThat(lookup(server, Wanted.ADDRESS, NODE1, NODE2, GHOST).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.UNKNOWN_NODE);
        assertThat(server.requests())
                .containsExactly("/inventory/getAllNodes", "/inventory/getControlIP?hrn=ghost&domain=norbit");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STATUS_500", "HTML", "ERROR", "ENTITY_BOMB"})
    void anInventoryThatCannotListAllNodesIsAskedForEach(Fault fault) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault("getAllNodes", fault);
        assertThat(lookup(server, Wanted.ADDRESS, NODE1, NODE2).nodes()).containsOnlyKeys(NODE1, NODE2);
        assertThat(inventory(server).list(NORBIT, Wanted.ADDRESS).nodes()).hasSize(4);
    }

    @Test
    void anAddressThatTwoNodesShareIsRefusedForBothByNameAndValue() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).sayAddress("omf.nicta.node3", "10.0.0.1");
        InventoryAnswer answer = lookup(server, Wanted.ADDRESS, NODE1, NODE2);
        assertThat(answer.nodes()).containsOnlyKeys(NODE2);
        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ADDRESS_CONFLICT);
            assertThat(problem.sentence()).contains("omf.nicta.node1", "10.0.0.1", "omf.nicta.node3");
        });
    }

    @Test
    void nonsenseAboutANodeThatWasNotAskedForDoesNotMatter() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit())
                .sayAddress("omf.nicta.node3", "10.300.0.1")
                .sayName("omf.nicta.node4", "../node4");
        InventoryAnswer answer = lookup(server, Wanted.ADDRESS, NODE1, NODE2);
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.nodes()).containsOnlyKeys(NODE1, NODE2);
    }

    @Test
    void aDomainCostsOneCallForItsAddresses() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.all());
        InventoryAnswer answer = inventory(server).list(NORBIT, Wanted.ADDRESS);
        assertThat(answer.nodes()).hasSize(4);
        assertThat(server.calls()).isEqualTo(server.calls("getAllNodes")).isEqualTo(1);
    }

    @Test
    void aBoundedNumberOfConnectionsServesTheWholeGrid() {
        FakeInventory grid = SampleTestbeds.grid();
        FakeInventoryServer server = servers.serve(grid);
        ImmutableSet<Node> nodes =
                grid.content().testbeds().values().asList().get(0).keySet();
        inventory(server).lookup(nodes, Wanted.ADDRESS_AND_IMAGE);
        assertThat(server.calls()).isEqualTo(401);
        assertThat(server.connections()).isLessThanOrEqualTo(ParallelCalls.AT_ONCE);
    }

    @Test
    void aSlashAtTheEndOfTheUrlDoesNotMatter() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit());
        HttpInventory inventory =
                new HttpInventory(URI.create(server.url() + "/"), InventoryDialect.OMF, TimeLimits.DEFAULT);
        assertThat(inventory.lookup(ImmutableSet.of(NODE1), Wanted.ADDRESS).nodes())
                .containsKey(NODE1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.18.1.2.",
                "10.300.0.1",
                "010.0.0.1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "10.0. 0.1",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0",
                "node1",
                "10.0.0.1/24",
            })
    void anAddressThatIsNoneIsNonsenseThatNamesNodeAndValue(String address) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).sayAddress("omf.nicta.node1", address);
        InventoryAnswer answer = lookup(server, Wanted.ADDRESS, NODE1, NODE2);
        assertThat(answer.nodes()).containsOnlyKeys(NODE2);
        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
            assertThat(problem.node()).contains("omf.nicta.node1");
            assertThat(problem.sentence())
                    .contains(
                            "omf.nicta.node1",
                            "\"" + address + "\"",
                            server.url().toString());
        });
    }

    @Test
    void lineBreaksAndIndentsOfPrettyPrintingAreNotPartOfTheValue() {
        FakeInventoryServer server =
                servers.serve(SampleTestbeds.norbit()).sayAddress("omf.nicta.node1", "\n    10.0.0.9\n  ");
        assertThat(lookup(server, Wanted.ADDRESS, NODE1).nodes().values())
                .singleElement()
                .satisfies(known -> assertThat(known.address()).contains(HexIp.ofAddress("10.0.0.9")));
    }

    @Test
    void aNodeWithAnEmptyAddressIsKnownWithoutOne() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).sayAddress("omf.nicta.node1", "");
        assertThat(lookup(server, Wanted.ADDRESS, NODE1).nodes().values())
                .singleElement()
                .satisfies(known -> assertThat(known.address()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "/etc/passwd", "omf 5.4", "0A000001", "omf\n5.4", "-r"})
    void anImageThatIsNoPlainFileNameIsNonsenseThatNamesTheNode(String image) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).sayImage("omf.nicta.node1", image);
        Problem problem = problem(server, NODE1);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
        assertThat(problem.node()).contains("omf.nicta.node1");
        assertThat(problem.sentence()).contains("getPXEImage");
    }

    @Test
    void allNonsenseIsNamedAndNotTheFirstOnly() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit())
                .sayAddress("omf.nicta.node1", "10.0.0")
                .sayImage("omf.nicta.node1", "../x")
                .sayImage("omf.nicta.node2", "../y");
        assertThat(lookup(server, Wanted.ADDRESS_AND_IMAGE, NODE1, GHOST, NODE2).problems())
                .extracting(Problem::code, problem -> problem.node().orElseThrow())
                .containsExactly(
                        tuple(ProblemCode.INVENTORY_NONSENSE, "omf.nicta.node1"),
                        tuple(ProblemCode.INVENTORY_NONSENSE, "omf.nicta.node1"),
                        tuple(ProblemCode.UNKNOWN_NODE, "ghost"),
                        tuple(ProblemCode.INVENTORY_NONSENSE, "omf.nicta.node2"));
    }

    @Test
    void anErrorWithoutItsElementMeansAnUnknownNodeToo() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(Fault.ERROR);
        assertThat(problem(server, NODE1).code()).isEqualTo(ProblemCode.UNKNOWN_NODE);
    }

    @Test
    void aNameThatMakesNoSenseInAListIsNamedAndTheOthersAreKnown() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).sayName("omf.nicta.node1", "../node1");
        InventoryAnswer answer = inventory(server).list(NORBIT, Wanted.ADDRESS_AND_IMAGE);
        assertThat(answer.nodes().keySet())
                .extracting(Node::toString)
                .containsExactly("omf.nicta.node2", "omf.nicta.node3", "omf.nicta.node4");
        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
            assertThat(problem.sentence()).contains("\"../node1\"", "getAllNodes");
        });
    }
}
