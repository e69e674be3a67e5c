package net.mytestbed.pxe.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;

/**
 * An inventory's answer: what is known, and what is wrong with the rest.
 *
 * @param nodes the nodes that are known, in the order they were asked for
 * @param problems one for each node that is not known or of which the inventory says nonsense
 * @param staleSince where the inventory fails and what it said earlier had to serve: when the oldest of that was said; empty
 *     where everything is as fresh as the inventory promises
 */
public record InventoryAnswer(
        ImmutableMap<Node, InventoryNode> nodes, ImmutableList<Problem> problems, Optional<Instant> staleSince) {
    public InventoryAnswer {
        requireNonNull(nodes, "nodes");
        requireNonNull(problems, "problems");
        requireNonNull(staleSince, "staleSince");
    }

    /** An answer that is not stale. */
    public InventoryAnswer(ImmutableMap<Node, InventoryNode> nodes, ImmutableList<Problem> problems) {
        this(nodes, problems, Optional.empty());
    }
}
