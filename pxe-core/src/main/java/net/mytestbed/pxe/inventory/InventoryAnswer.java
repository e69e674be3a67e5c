package net.mytestbed.pxe.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;

/**
 * An inventory's answer: what is known, and what is wrong with the rest.
 *
 * @param nodes the nodes that are known, in the order they were asked for
 * @param problems one for each node that is not known or of which the inventory says nonsense
 */
public record InventoryAnswer(ImmutableMap<Node, InventoryNode> nodes, ImmutableList<Problem> problems) {
    public InventoryAnswer {
        requireNonNull(nodes, "nodes");
        requireNonNull(problems, "problems");
    }
}
