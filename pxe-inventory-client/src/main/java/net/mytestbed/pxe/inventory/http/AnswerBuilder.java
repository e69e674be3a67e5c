package net.mytestbed.pxe.inventory.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Gathers what an inventory said of many nodes, checked value by value. A node of which a value makes no sense is not among the
 * known ones; a call that brought no value at all is a failure of the inventory, and of the whole request.
 */
final class AnswerBuilder {
    private final Map<Node, InventoryNode> known = new LinkedHashMap<>();
    private final Set<Node> refused = new HashSet<>();
    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();

    private final ImmutableList.Builder<Problem> failures = ImmutableList.builder();

    void add(Problem problem) {
        problems.add(problem);
    }

    private void refuse(Node node, Problem problem) {
        refused.add(node);
        problems.add(problem);
    }

    /**
     * What was said of a node.
     *
     * @param said of its address: a value by itself, or all that is listed
     * @param image of its boot configuration: a value by itself, or an error where there is none
     */
    void add(Node node, Said said, Said image) {
        if (said instanceof Said.ErrorElement) {
            problems.add(InventoryProblems.unknownNode(node));
        } else if (said instanceof Said.Nonsense nonsense) {
            // A call for the image will have met with the same, and once is enough to say so.
            failures.add(nonsense.problem());
        } else if (said instanceof Said.Listed listed) {
            addListed(node, listed, image);
        } else {
            Optional<HexIp> address = checked(node, said, HexIp::ofAddress);
            add(new InventoryNode(
                    node, address, checked(node, image, BootConfigName::of), Optional.empty(), Optional.empty()));
        }
    }

    private void addListed(Node node, Said.Listed listed, Said image) {
        NodeElement element = listed.element();
        Optional<HexIp> address = checked(node, listed.text(NodeElement.ADDRESS), HexIp::ofAddress);
        address.ifPresent(own -> listed.table()
                .sharing(node, element.address())
                .ifPresent(other -> refuse(node, InventoryProblems.sharedAddress(node, own, other))));
        add(new InventoryNode(
                node, address, checked(node, image, BootConfigName::of), element.mac(), element.position()));
    }

    private void add(InventoryNode node) {
        known.put(node.node(), node);
    }

    /** What was said as a value of some type, where it is one; if it makes no sense, the node is refused. */
    private <T> Optional<T> checked(Node node, Said said, Function<String, T> type) {
        if (said instanceof Said.Text text && !text.text().isEmpty()) {
            try {
                return Optional.of(type.apply(text.text()));
            } catch (IllegalArgumentException refusal) {
                refuse(node, problemOf(node, text.call().nonsense(refusal)));
            }
        } else if (said instanceof Said.Nonsense nonsense) {
            failures.add(nonsense.problem());
        }
        return Optional.empty();
    }

    /** The only problem of a failed call as a problem of the node that the call was about. */
    static Problem problemOf(Node node, PxeException failure) {
        Problem problem = failure.problems().get(0);
        return Problem.ofNode(problem.code(), node.id().value(), "Node " + node + ": " + problem.sentence());
    }

    /** @throws PxeException with every failed call, and whatever else is wrong, if a call failed */
    InventoryAnswer build() {
        ImmutableList<Problem> failed = failures.build();
        if (!failed.isEmpty()) {
            throw new PxeException(problems.addAll(failed).build());
        }
        known.keySet().removeAll(refused);
        return new InventoryAnswer(ImmutableMap.copyOf(known), problems.build());
    }
}
