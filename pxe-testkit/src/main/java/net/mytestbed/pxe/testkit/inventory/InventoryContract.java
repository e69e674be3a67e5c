package net.mytestbed.pxe.testkit.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;

/** What every {@link Inventory} keeps. The test of an inventory extends this and says how to make one that knows certain nodes. */
public abstract class InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Domain GRID = Domain.of("grid.orbit-lab.org");
    private static final Node NODE1 = node("node1-1.sb8.orbit-lab.org", "sb8.orbit-lab.org");
    private static final Node NODE2 = node("node1-2.sb8.orbit-lab.org", "sb8.orbit-lab.org");

    /** An inventory of the kind to be tested that knows what this one knows. */
    protected abstract Inventory inventoryOf(FakeInventory content) throws Exception;

    private static Node node(String name, String domain) {
        return new Node(NodeId.of(name), Domain.of(domain));
    }

    private InventoryAnswer lookup(FakeInventory content, Node... nodes) throws Exception {
        return inventoryOf(content).lookup(ImmutableSet.copyOf(nodes), Wanted.ADDRESS_AND_IMAGE);
    }

    private static InventoryNode only(InventoryAnswer answer) {
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.nodes()).hasSize(1);
        return answer.nodes().values().asList().get(0);
    }

    @Test
    void aNodeIsKnownWithItsAddressAndItsImage() throws Exception {
        InventoryNode known = only(lookup(SampleTestbeds.sandbox8(), NODE2));
        assertThat(known.address()).contains(HexIp.ofAddress("10.18.1.2"));
        assertThat(known.image()).contains(BootConfigName.of("orbit-2.0.0"));
    }

    @Test
    void aNodeIsFoundByItsHrn() throws Exception {
        InventoryNode known = only(lookup(SampleTestbeds.norbit(), node("omf.nicta.node3", "norbit")));
        assertThat(known.address()).contains(HexIp.ofAddress("10.0.0.3"));
        assertThat(known.image()).contains(BootConfigName.of("omf-5.4"));
    }

    @Test
    void aNodeThatIsKnownByItsFullNameIsFoundByItsShortOneAndCalledSo() throws Exception {
        Node called = node("node1-2", "sb8.orbit-lab.org");
        InventoryNode known = only(lookup(SampleTestbeds.sandbox8(), called));
        assertThat(known.address()).contains(HexIp.ofAddress("10.18.1.2"));
        assertThat(known.node().id()).isEqualTo(called.id());
    }

    @Test
    void aNodeThatIsKnownByItsShortNameIsFoundByItsFullOneAndCalledSo() throws Exception {
        FakeInventory content =
                FakeInventory.create().domain("sb8.orbit-lab.org", sb8 -> sb8.node("node1-2", "10.18.1.2"));
        InventoryNode known = only(lookup(content, NODE2));
        assertThat(known.address()).contains(HexIp.ofAddress("10.18.1.2"));
        assertThat(known.node().id()).isEqualTo(NODE2.id());
    }

    @Test
    void namesAreComparedWithoutCase() throws Exception {
        assertThat(only(lookup(SampleTestbeds.sandbox8(), node("NODE1-2.SB8.orbit-lab.org", "SB8.orbit-lab.org")))
                        .address())
                .contains(HexIp.ofAddress("10.18.1.2"));
    }

    @Test
    void aNodeWithoutAnImageIsKnownWithoutOne() throws Exception {
        FakeInventory content =
                FakeInventory.create().domain("sb8.orbit-lab.org", sb8 -> sb8.node("node1-2", "10.18.1.2"));
        assertThat(only(lookup(content, NODE2)).image()).isEmpty();
    }

    @Test
    void aNodesOwnImageGoesBeforeItsTestbeds() throws Exception {
        FakeInventory content = FakeInventory.create()
                .domain(
                        "sb8.orbit-lab.org",
                        sb8 -> sb8.image("orbit-2.0.0")
                                .node(
                                        "node1-2",
                                        node -> node.address("10.18.1.2").image("orbit-3.1")));
        assertThat(only(lookup(content, NODE2)).image()).contains(BootConfigName.of("orbit-3.1"));
    }

    @Test
    void theAddressIsToldWhereNoImageIsWanted() throws Exception {
        InventoryAnswer answer = inventoryOf(SampleTestbeds.sandbox8()).lookup(ImmutableSet.of(NODE2), Wanted.ADDRESS);
        assertThat(only(answer).address()).contains(HexIp.ofAddress("10.18.1.2"));
    }

    @Test
    void everyUnknownNodeIsAProblemThatNamesItAndTheOthersAreKnown() throws Exception {
        Node ghost = node("ghost.sb8.orbit-lab.org", "sb8.orbit-lab.org");
        Node spook = node("spook", "sb8.orbit-lab.org");
        InventoryAnswer answer = lookup(SampleTestbeds.sandbox8(), NODE1, ghost, NODE2, spook);
        assertThat(answer.nodes().keySet()).containsExactly(NODE1, NODE2);
        assertThat(answer.problems()).extracting(Problem::code).containsOnly(ProblemCode.UNKNOWN_NODE);
        assertThat(answer.problems())
                .extracting(Problem::node)
                .containsExactly(Optional.of("ghost.sb8.orbit-lab.org"), Optional.of("spook"));
    }

    @Test
    void theAnswerIsInTheOrderOfTheRequest() throws Exception {
        Node[] backwards = Stream.iterate(SampleTestbeds.GRID_SIDE, y -> y > 0, y -> y - 1)
                .map(y -> node("node7-" + y, "grid.orbit-lab.org"))
                .toArray(Node[]::new);
        assertThat(lookup(SampleTestbeds.grid(), backwards).nodes().keySet())
                .containsExactlyElementsOf(Arrays.asList(backwards));
    }

    @Test
    void theWholeGridIsFoundInOneRequest() throws Exception {
        FakeInventory content = SampleTestbeds.grid();
        Node[] nodes = content.nodes().stream().map(InventoryNode::node).toArray(Node[]::new);
        assertThat(lookup(content, nodes).nodes().values())
                .extracting(InventoryNode::address)
                .containsExactlyElementsOf(
                        content.nodes().stream().map(InventoryNode::address).toList());
    }

    @Test
    void nodesOfSeveralDomainsAreFoundInOneRequest() throws Exception {
        InventoryAnswer answer =
                lookup(SampleTestbeds.all(), NODE2, node("omf.nicta.node1", "norbit"), node("node20-20", GRID.value()));
        assertThat(answer.nodes().values())
                .extracting(known -> known.address().orElseThrow().address())
                .containsExactly("10.18.1.2", "10.0.0.1", "10.10.20.20");
    }

    @Test
    void noNodesAreNoProblem() throws Exception {
        InventoryAnswer answer = lookup(SampleTestbeds.sandbox8());
        assertThat(answer.nodes()).isEmpty();
        assertThat(answer.problems()).isEmpty();
    }

    @Test
    void everyNodeOfADomainIsListed() throws Exception {
        InventoryAnswer answer = inventoryOf(SampleTestbeds.all()).list(SB8, Wanted.ADDRESS_AND_IMAGE);
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.nodes().keySet()).containsExactly(NODE1, NODE2);
        assertThat(answer.nodes().values())
                .extracting(known -> known.address().orElseThrow().address())
                .containsExactly("10.18.1.1", "10.18.1.2");
        assertThat(answer.nodes().values())
                .extracting(InventoryNode::image)
                .containsOnly(Optional.of(BootConfigName.of("orbit-2.0.0")));
    }

    @Test
    void theListOfAnUnknownDomainIsRefused() throws Exception {
        Inventory inventory = inventoryOf(SampleTestbeds.sandbox8());
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> inventory.list(Domain.of("sb9.orbit-lab.org"), Wanted.ADDRESS))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_DOMAIN));
    }

    @Test
    void aNodeOfAnUnknownDomainIsRefused() throws Exception {
        Inventory inventory = inventoryOf(SampleTestbeds.sandbox8());
        Node stranger = node("node1-1.sb9.orbit-lab.org", "sb9.orbit-lab.org");
        // An inventory that can only be asked for single nodes cannot tell an unknown domain from an unknown node.
        assertThat(codes(inventory, stranger))
                .containsAnyOf(ProblemCode.UNKNOWN_DOMAIN, ProblemCode.UNKNOWN_NODE)
                .hasSize(1);
    }

    private static Stream<ProblemCode> codes(Inventory inventory, Node node) {
        try {
            return inventory.lookup(ImmutableSet.of(node), Wanted.ADDRESS).problems().stream()
                    .map(Problem::code);
        } catch (PxeException e) {
            return e.problems().stream().map(Problem::code);
        }
    }
}
