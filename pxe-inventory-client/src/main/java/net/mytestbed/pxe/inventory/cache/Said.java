package net.mytestbed.pxe.inventory.cache;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;

/**
 * What an inventory said of one node.
 *
 * @param node what it knows of the node
 * @param problems why it knows nothing that can be used
 */
record Said(Optional<InventoryNode> node, ImmutableList<Problem> problems) {
    Said {
        requireNonNull(node, "node");
        requireNonNull(problems, "problems");
    }

    static Said known(InventoryNode node) {
        return new Said(Optional.of(node), ImmutableList.of());
    }

    /** An answer about these nodes, node by node. */
    static ImmutableMap<Node, Said> each(ImmutableSet<Node> nodes, InventoryAnswer answer) {
        ImmutableListMultimap<Optional<String>, Problem> problems = Multimaps.index(answer.problems(), Problem::node);
        return nodes.stream()
                .collect(ImmutableMap.toImmutableMap(
                        node -> node,
                        node -> new Said(
                                Optional.ofNullable(answer.nodes().get(node)),
                                problems.get(Optional.of(node.id().value())))));
    }

    /** The answer about these nodes, of each of which something was said. */
    static InventoryAnswer answer(ImmutableSet<Node> nodes, Map<Node, Said> said) {
        ImmutableMap.Builder<Node, InventoryNode> known = ImmutableMap.builder();
        ImmutableList.Builder<Problem> problems = ImmutableList.builder();
        for (Node node : nodes) {
            Said of = requireNonNull(said.get(node), "of");
            of.node().ifPresent(found -> known.put(node, found.calledAs(node)));
            problems.addAll(of.problems());
        }
        return new InventoryAnswer(known.buildOrThrow(), problems.build());
    }
}
