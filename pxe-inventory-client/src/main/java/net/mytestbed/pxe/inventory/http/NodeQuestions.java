package net.mytestbed.pxe.inventory.http;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** One question about each of many nodes, and the answers as they come in. */
final class NodeQuestions {
    private final Map<Node, Said> answers = new ConcurrentHashMap<>();
    private final List<Callable<Node>> pending = new ArrayList<>();

    /** A node for which the answer is there already. */
    void know(Node node, Said answer) {
        answers.put(node, answer);
    }

    /** A node for which the answer costs a call. Nonsense is the node's; any other failure is the inventory's. */
    void ask(Node node, Supplier<Said> call) {
        pending.add(() -> {
            answers.put(node, answer(node, call));
            return node;
        });
    }

    private static Said answer(Node node, Supplier<Said> call) {
        try {
            return call.get();
        } catch (PxeException failure) {
            Problem problem = AnswerBuilder.problemOf(node, failure);
            if (problem.code() != ProblemCode.INVENTORY_NONSENSE) {
                throw failure;
            }
            return new Said.Nonsense(problem);
        }
    }

    /** The calls to make; each of them puts its answer here. */
    ImmutableList<Callable<Node>> pending() {
        return ImmutableList.copyOf(pending);
    }

    /** What was said of a node; an error where it was not asked for. */
    Said answer(Node node) {
        return Optional.ofNullable(answers.get(node)).orElseGet(Said.ErrorElement::new);
    }
}
