package net.mytestbed.pxe.inventory.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Gathers what an inventory said of many nodes, checked value by value. A node of which anything said makes no sense is not among
 * the known ones.
 */
final class AnswerBuilder {
    private final Map<Node, InventoryNode> known = new LinkedHashMap<>();
    private final Set<Node> refused = new HashSet<>();
    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();

    void add(InventoryNode node) {
        known.put(node.node(), node);
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    void refuse(Node node, Problem problem) {
        refused.add(node);
        problems.add(problem);
    }

    /** What was said as a value of some type, where it is one; if it makes no sense, the node is refused. */
    <T> Optional<T> checked(Node node, Said said, Function<String, T> type) {
        if (said instanceof Said.Text text) {
            return checked(node, text.call(), text.text(), type);
        }
        if (said instanceof Said.Nonsense nonsense) {
            refuse(node, nonsense.problem());
        }
        return Optional.empty();
    }

    private <T> Optional<T> checked(Node node, InventoryCall call, String text, Function<String, T> type) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.apply(text));
        } catch (IllegalArgumentException refusal) {
            refuse(node, problemOf(node, call.nonsense(refusal)));
            return Optional.empty();
        }
    }

    /** The only problem of a failed call as a problem of the node that the call was about. */
    static Problem problemOf(Node node, PxeException failure) {
        Problem problem = failure.problems().get(0);
        return Problem.ofNode(problem.code(), node.id().value(), "Node " + node + ": " + problem.sentence());
    }

    InventoryAnswer build() {
        known.keySet().removeAll(refused);
        return new InventoryAnswer(ImmutableMap.copyOf(known), problems.build());
    }
}
