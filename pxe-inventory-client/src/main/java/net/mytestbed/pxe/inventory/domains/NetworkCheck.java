package net.mytestbed.pxe.inventory.domains;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.inventory.ForwardingInventory;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Network;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;

/**
 * An inventory that is believed only as far as the networks of its domain go: a mistake in it must not set a link for a node of
 * another testbed that has the address.
 */
public final class NetworkCheck extends ForwardingInventory {
    private final ImmutableSet<Network> networks;

    /** @param networks in one of which each address has to be, at least one */
    public NetworkCheck(Inventory origin, ImmutableSet<Network> networks) {
        super(origin);
        checkArgument(!networks.isEmpty(), "no networks");
        this.networks = networks;
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        return checked(origin().lookup(nodes, wanted));
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return checked(origin().list(domain, wanted));
    }

    @Override
    protected Inventory before(Inventory other) {
        return new NetworkCheck(other, networks);
    }

    private InventoryAnswer checked(InventoryAnswer answer) {
        ImmutableMap.Builder<Node, InventoryNode> within = ImmutableMap.builder();
        ImmutableList.Builder<Problem> problems = ImmutableList.builder();
        problems.addAll(answer.problems());
        answer.nodes()
                .forEach((node, known) -> known.address()
                        .filter(address -> networks.stream().noneMatch(network -> network.contains(address)))
                        .ifPresentOrElse(
                                address -> problems.add(outside(node, address)), () -> within.put(node, known)));
        return new InventoryAnswer(within.buildOrThrow(), problems.build(), answer.staleSince());
    }

    private Problem outside(Node node, HexIp address) {
        return Problem.ofNode(
                ProblemCode.INVENTORY_NONSENSE,
                node.id().value(),
                "Node " + node + ": the inventory gives it the address " + address.address()
                        + ", outside the networks of " + node.domain() + " ("
                        + networks.stream().map(Network::toString).collect(joining(", "))
                        + "); correct the inventory, or the domain's networks in the configuration.");
    }
}
