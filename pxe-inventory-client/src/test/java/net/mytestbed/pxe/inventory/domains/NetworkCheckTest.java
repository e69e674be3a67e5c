package net.mytestbed.pxe.inventory.domains;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import org.junit.jupiter.api.Test;

class NetworkCheckTest extends InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node INSIDE = new Node(NodeId.of("node1-1"), SB8);
    private static final Node OUTSIDE = new Node(NodeId.of("node1-2"), SB8);

    private final Inventory inventory = new NetworkCheck(
            FakeInventory.create()
                    .domain(SB8.value(), sb8 -> sb8.node("node1-1", "10.18.1.1").node("node1-2", "10.17.1.2")),
            ImmutableSet.of(Network.of("10.18.0.0/16"), Network.of("192.168.8.0/24")));

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return new NetworkCheck(content, ImmutableSet.of(Network.of("10.0.0.0/8")));
    }

    private static void assertOnlyTheOneInsideIsKnown(InventoryAnswer answer) {
        assertThat(answer.nodes().keySet()).containsExactly(INSIDE);
        assertThat(answer.problems()).extracting(Problem::code).containsExactly(ProblemCode.INVENTORY_NONSENSE);
    }

    @Test
    void aNodeWithAnAddressOutsideTheNetworksIsRefused() {
        assertOnlyTheOneInsideIsKnown(inventory.lookup(ImmutableSet.of(INSIDE, OUTSIDE), Wanted.ADDRESS));
    }

    @Test
    void aListIsCheckedToo() {
        assertOnlyTheOneInsideIsKnown(inventory.list(SB8, Wanted.ADDRESS));
    }

    @Test
    void whatTheInventorySaysAnewIsCheckedToo() {
        assertOnlyTheOneInsideIsKnown(inventory.fresh().list(SB8, Wanted.ADDRESS));
    }

    @Test
    void theRefusalNamesTheNodeItsAddressAndTheNetworks() {
        Problem problem = inventory
                .lookup(ImmutableSet.of(OUTSIDE), Wanted.ADDRESS)
                .problems()
                .get(0);
        assertThat(problem.node()).isEqualTo(Optional.of("node1-2"));
        assertThat(problem.sentence()).contains("10.17.1.2", "10.18.0.0/16, 192.168.8.0/24", "sb8.orbit-lab.org");
    }
}
