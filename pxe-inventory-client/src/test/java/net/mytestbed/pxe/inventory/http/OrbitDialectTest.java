package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MoreCollectors;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
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
class OrbitDialectTest extends InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE1 = node("node1-1.sb8.orbit-lab.org");
    private static final Node NODE2 = node("node1-2.sb8.orbit-lab.org");
    private static final Node GHOST = node("ghost.sb8.orbit-lab.org");

    @RegisterExtension
    final FakeServers servers = new FakeServers();

    private static Node node(String name) {
        return new Node(NodeId.of(name), SB8);
    }

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return inventory(serve(content));
    }

    private FakeInventoryServer serve(FakeInventory content) {
        return servers.serve(content).speakOrbit();
    }

    private static HttpInventory inventory(FakeInventoryServer server) {
        return new HttpInventory(server.url(), InventoryDialect.ORBIT, TimeLimits.DEFAULT);
    }

    private static InventoryAnswer lookup(FakeInventoryServer server, Node... nodes) {
        return inventory(server).lookup(ImmutableSet.copyOf(nodes), Wanted.ADDRESS_AND_IMAGE);
    }

    private static InventoryNode only(InventoryAnswer answer) {
        assertThat(answer.problems()).isEmpty();
        return answer.nodes().values().stream().collect(MoreCollectors.onlyElement());
    }

    private static ImmutableList<Problem> failure(FakeInventoryServer server, Node... nodes) {
        return assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> lookup(server, nodes))
                .actual()
                .problems();
    }

    @Test
    void oneNodeCostsOneCallForAddressAndImageTogether() {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8());
        assertThat(only(lookup(server, node("node1-2"))).image()).contains(BootConfigName.of("orbit-2.0.0"));
        assertThat(server.requests()).containsExactly("/inventory/resource/show?hrn=node1-2.sb8.orbit-lab.org");
    }

    @Test
    void theWholeGridCostsOneCall() {
        FakeInventory grid = SampleTestbeds.grid();
        FakeInventoryServer server = serve(grid);
        Node[] nodes = grid.nodes().stream().map(InventoryNode::node).toArray(Node[]::new);
        assertThat(lookup(server, nodes).nodes()).hasSize(400);
        assertThat(server.requests()).containsExactly("/inventory/resource/list?hrn=grid.orbit-lab.org");
    }

    @Test
    void aListedDomainCostsOneCall() {
        FakeInventoryServer server = serve(SampleTestbeds.grid());
        assertThat(inventory(server)
                        .list(Domain.of("grid.orbit-lab.org"), Wanted.ADDRESS_AND_IMAGE)
                        .nodes())
                .hasSize(400);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void theCallsOfOneRequestAreOneForEachDomainOfSeveralNodesAndOneForEachSingleNode() {
        FakeInventoryServer server = serve(SampleTestbeds.all());
        lookup(server, NODE1, new Node(NodeId.of("node3-4"), Domain.of("grid.orbit-lab.org")), NODE2);
        assertThat(server.requests())
                .containsExactlyInAnyOrder(
                        "/inventory/resource/list?hrn=sb8.orbit-lab.org",
                        "/inventory/resource/show?hrn=node3-4.grid.orbit-lab.org");
    }

    @Test
    void theCoordinatesAreKnownToo() {
        assertThat(only(lookup(serve(SampleTestbeds.sandbox8()), NODE2)).position())
                .contains(new Coordinates(1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INF_", "inf_", "INV_"})
    void attributesAreFoundWhateverTheirPrefixAndCase(String prefix) {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8());
        server.speakOrbit(name -> prefix + name);
        InventoryNode known = only(lookup(server, NODE2));
        assertThat(known.address()).contains(HexIp.ofAddress("10.18.1.2"));
        assertThat(known.image()).contains(BootConfigName.of("orbit-2.0.0"));
        server.speakOrbit(name -> Ascii.toUpperCase(prefix + name));
        assertThat(only(lookup(server, NODE2))).isEqualTo(known);
    }

    @Test
    void aNodeThatIsNotListedIsAskedForByItself() {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8());
        InventoryAnswer answer = lookup(server, NODE1, GHOST);
        assertThat(answer.nodes()).containsOnlyKeys(NODE1);
        assertThat(answer.problems()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_NODE);
        assertThat(server.calls("resource/show")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STATUS_500", "HTML", "ERROR", "OTHER_XML", "ENTITY_BOMB"})
    void anInventoryThatCannotListIsAskedForEach(Fault fault) {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8()).fault("resource/list", fault);
        assertThat(lookup(server, NODE1, NODE2).nodes()).containsOnlyKeys(NODE1, NODE2);
    }

    @Test
    void aNodeWithoutAnAddressIsKnownWithoutOne() {
        FakeInventoryServer server = serve(FakeInventory.create()
                .domain("sb8.orbit-lab.org", sb8 -> sb8.node("node1-2", node -> node.at(1, 2))));
        assertThat(only(lookup(server, NODE2)).address()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.18.1.2.", "10.300.0.1", "010.0.0.1", "fe80::1", " 10.18.1.2", "10.18.1.2\n"})
    void anAddressThatIsNoneIsNonsenseThatNamesNodeAndValue(String address) {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8()).sayAddress("node1-2.sb8.orbit-lab.org", address);
        InventoryAnswer answer = lookup(server, NODE1, NODE2);
        assertThat(answer.nodes()).containsOnlyKeys(NODE1);
        assertThat(answer.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
            assertThat(problem.node()).contains("node1-2.sb8.orbit-lab.org");
            assertThat(problem.sentence()).contains("is not a plain IPv4 address", "resource/list");
        });
    }

    @Test
    void anImageThatIsNoPlainFileNameIsNonsense() {
        FakeInventoryServer server =
                serve(SampleTestbeds.sandbox8()).sayImage("node1-2.sb8.orbit-lab.org", "../../etc/passwd");
        assertThat(lookup(server, NODE2).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INVENTORY_NONSENSE);
    }

    @Test
    void anAddressThatTwoNodesShareIsRefusedForBothByNameAndValue() {
        FakeInventoryServer server =
                serve(SampleTestbeds.sandbox8()).sayAddress("node1-2.sb8.orbit-lab.org", "10.18.1.1");
        assertThat(lookup(server, NODE1, NODE2).problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ADDRESS_CONFLICT);
            assertThat(problem.sentence()).contains("node1-1", "10.18.1.1", "node1-2");
        });
    }

    @Test
    void anAnswerAboutAnotherNodeIsNonsense() {
        FakeInventoryServer server =
                serve(SampleTestbeds.sandbox8()).sayName("node1-2.sb8.orbit-lab.org", "node1-1.sb8.orbit-lab.org");
        assertThat(failure(server, NODE2)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
            assertThat(problem.sentence()).contains("it has no NODE of the name \"node1-2.sb8.orbit-lab.org\"");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STATUS_500", "HTML", "EMPTY", "OTHER_XML", "HUGE", "ENTITY_BOMB", "DEEP", "REDIRECT_LOOP"})
    void anAnswerThatMakesNoSenseNamesEveryNode(Fault fault) {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8()).fault(fault);
        assertThat(failure(server, NODE1, NODE2))
                .extracting(Problem::code, problem -> problem.node().orElseThrow())
                .containsExactly(
                        tuple(ProblemCode.INVENTORY_NONSENSE, "node1-1.sb8.orbit-lab.org"),
                        tuple(ProblemCode.INVENTORY_NONSENSE, "node1-2.sb8.orbit-lab.org"));
    }

    @Test
    void aFailingDatabaseIsAnInventoryThatIsDown() {
        FakeInventoryServer server = serve(SampleTestbeds.sandbox8()).fault(Fault.DATABASE_ERROR);
        assertThat(failure(server, NODE1, NODE2)).extracting(Problem::code).containsExactly(ProblemCode.INVENTORY_DOWN);
    }
}
