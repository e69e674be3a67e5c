package net.mytestbed.pxe.inventory;

import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;

/** What every inventory says in the same words. */
public final class InventoryProblems {
    private InventoryProblems() {}

    /** The inventory has no such node in that domain. */
    public static Problem unknownNode(Node node) {
        return Problem.ofNode(
                ProblemCode.UNKNOWN_NODE,
                node.id().value(),
                "Node " + node + ": the inventory does not know it in " + node.domain()
                        + "; check the name, or enter it there.");
    }

    /** The inventory has no such domain. */
    public static Problem unknownDomain(Domain domain) {
        return Problem.of(
                ProblemCode.UNKNOWN_DOMAIN,
                "The inventory does not know the domain " + domain + "; check the name, or enter it there.");
    }
}
