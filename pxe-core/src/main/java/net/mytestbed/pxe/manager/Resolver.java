package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** Finds the control addresses and boot configurations of a request's nodes, or everything that is wrong with them. */
final class Resolver {
    private final Inventory inventory;

    Resolver(Inventory inventory) {
        this.inventory = requireNonNull(inventory, "inventory");
    }

    Resolution resolve(NodeSelection selection) {
        InventoryAnswer answer = ask(selection, Wanted.ADDRESS);
        List<Problem> problems = new ArrayList<>(answer.problems());
        Map<HexIp, Node> nodes = addresses(answer, Optional.empty(), problems);
        throwIfAny(problems);
        return new Resolution(ImmutableMap.copyOf(nodes), ImmutableMap.of(), answer.staleSince());
    }

    Resolution resolve(SetRequest request, Optional<BootConfigName> defaultImage) {
        Wanted wanted = request.image().isPresent() ? Wanted.ADDRESS : Wanted.ADDRESS_AND_IMAGE;
        InventoryAnswer answer = ask(request.nodes(), wanted);
        List<Problem> problems = new ArrayList<>(answer.problems());
        Map<HexIp, Node> nodes = addresses(answer, request.address(), problems);
        ImmutableMap.Builder<HexIp, BootConfigName> images = ImmutableMap.builder();
        for (InventoryNode known : answer.nodes().values()) {
            Optional<BootConfigName> image = request.image().or(known::image).or(() -> defaultImage);
            if (image.isEmpty()) {
                problems.add(noImage(known.node()));
            } else {
                known.address().ifPresent(address -> images.put(address, image.get()));
            }
        }
        throwIfAny(problems);
        return new Resolution(ImmutableMap.copyOf(nodes), images.buildOrThrow(), answer.staleSince());
    }

    private InventoryAnswer ask(NodeSelection selection, Wanted wanted) {
        if (selection instanceof NodeSelection.WholeDomain whole) {
            return inventory.list(whole.domain(), wanted);
        }
        NodeSelection.Nodes named = (NodeSelection.Nodes) selection;
        return inventory.lookup(named.nodes(), wanted);
    }

    private static Map<HexIp, Node> addresses(
            InventoryAnswer answer, Optional<HexIp> expected, List<Problem> problems) {
        Map<HexIp, Node> nodes = new LinkedHashMap<>();
        for (InventoryNode known : answer.nodes().values()) {
            Node node = known.node();
            if (known.address().isEmpty()) {
                problems.add(noAddress(node));
                continue;
            }
            HexIp address = known.address().get();
            if (expected.isPresent() && !expected.get().equals(address)) {
                problems.add(addressMismatch(node, address, expected.get()));
            }
            Node other = nodes.putIfAbsent(address, node);
            if (other != null) {
                problems.add(InventoryProblems.sharedAddress(node, address, other));
            }
        }
        return nodes;
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }

    static Problem noAddress(Node node) {
        return Problem.ofNode(
                ProblemCode.NO_ADDRESS,
                node.id().value(),
                "Node " + node + ": the inventory has no control address for it in " + node.domain()
                        + "; enter it there.");
    }

    private static Problem noImage(Node node) {
        return Problem.ofNode(
                ProblemCode.NO_IMAGE,
                node.id().value(),
                "Node " + node
                        + ": the inventory has no boot configuration for it, the request names none and there is no"
                        + " defImage; give one of them.");
    }

    private static Problem addressMismatch(Node node, HexIp address, HexIp expected) {
        return Problem.ofNode(
                ProblemCode.ADDRESS_MISMATCH,
                node.id().value(),
                "Node " + node + ": the request says its address is " + expected.address() + ", the inventory "
                        + address.address() + "; leave the address out or correct the inventory.");
    }
}
