package org.example.rack;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;

/** A rack of twelve machines, {@code slot1} to {@code slot12}, whose addresses follow from their slots. */
final class RackInventory implements Inventory {
    private static final int SLOTS = 12;
    private static final BootConfigName IMAGE = BootConfigName.of("rescue");

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        ImmutableMap.Builder<Node, InventoryNode> known = ImmutableMap.builder();
        ImmutableList.Builder<Problem> problems = ImmutableList.builder();
        for (Node node : nodes) {
            address(node).ifPresentOrElse(
                    address -> known.put(node, InventoryNode.of(node, address, Optional.of(IMAGE))),
                    () -> problems.add(InventoryProblems.unknownNode(node)));
        }
        return new InventoryAnswer(known.buildOrThrow(), problems.build());
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        ImmutableSet.Builder<Node> all = ImmutableSet.builder();
        for (int slot = 1; slot <= SLOTS; slot++) {
            all.add(new Node(NodeId.of("slot" + slot), domain));
        }
        return lookup(all.build(), wanted);
    }

    private static Optional<HexIp> address(Node node) {
        for (int slot = 1; slot <= SLOTS; slot++) {
            if (node.equals(new Node(NodeId.of("slot" + slot), node.domain()))) {
                return Optional.of(HexIp.ofAddress("10.30.0." + slot));
            }
        }
        return Optional.empty();
    }
}
