package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequestProblems;
import org.jspecify.annotations.Nullable;

/**
 * The node that a request's path names, and how the inventory shall be asked for it.
 *
 * @param node the node
 * @param isFresh whether the inventory must be asked anew
 */
record NodePath(Node node, boolean isFresh) {
    NodePath {
        requireNonNull(node, "node");
    }

    /** @throws net.mytestbed.pxe.problem.PxeException with everything in it that cannot be read */
    static NodePath read(String node, @Nullable String domain, String fresh) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> testbed = problems.attempt(domain, Domain::of);
        Optional<Boolean> isFresh = problems.attempt(() -> FreshParameter.isTrue(fresh));
        Optional<NodeId> id = problems.attempt(() -> NodeId.of(node));
        problems.throwIfAny();
        Optional<Node> found = problems.attempt(() -> Node.of(id.orElseThrow(), testbed));
        problems.throwIfAny();
        return new NodePath(found.orElseThrow(), isFresh.orElseThrow());
    }

    /** The manager that asks the inventory so. */
    PxeManager asked(PxeManager manager) {
        return isFresh ? manager.fresh() : manager;
    }
}
