package net.mytestbed.pxe.inventory;

import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
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

    /** The inventory gives two nodes one address, so that each would boot what was meant for the other. */
    public static Problem sharedAddress(Node node, HexIp address, Node other) {
        return Problem.ofNode(
                ProblemCode.ADDRESS_CONFLICT,
                node.id().value(),
                "Node " + node + ": the inventory gives it the address " + address.address() + ", which is also node "
                        + other + "'s; correct the inventory.");
    }
}
