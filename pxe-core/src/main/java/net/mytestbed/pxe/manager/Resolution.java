package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * The nodes of a request by their control addresses, which are all different, in the order of the request.
 *
 * @param nodes the nodes
 * @param images the boot configuration of each of them where the request needs one, else none
 * @param staleSince as in {@link net.mytestbed.pxe.inventory.InventoryAnswer}
 */
record Resolution(
        ImmutableMap<HexIp, Node> nodes, ImmutableMap<HexIp, BootConfigName> images, Optional<Instant> staleSince) {
    ImmutableSet<HexIp> addresses() {
        return nodes.keySet();
    }

    Node node(HexIp address) {
        return get(nodes, address);
    }

    BootConfigName image(HexIp address) {
        return get(images, address);
    }

    /** @throws PxeException that names every node whose entry in the directory must stay as it is */
    void requireNoRefusal(LinkPlan plan) {
        ImmutableList<Problem> problems = plan.refusals().map(this::problem).collect(toImmutableList());
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }

    private Problem problem(LinkChange.Refuse refusal) {
        Node node = node(refusal.address());
        return Problem.ofNode(
                ProblemCode.NOT_A_LINK,
                node.id().value(),
                "Node " + node + " (" + refusal.address().address() + "): " + refusal.reason());
    }

    private static <T> T get(Map<HexIp, T> map, HexIp address) {
        return Optional.ofNullable(map.get(address)).orElseThrow();
    }
}
