package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;

/** Which nodes a request is for. */
public sealed interface NodeSelection {
    /** These nodes, in the order of the answer; none is allowed. */
    record Nodes(ImmutableSet<Node> nodes) implements NodeSelection {
        public Nodes {
            requireNonNull(nodes, "nodes");
        }
    }

    /** Every node that the inventory has in this domain. */
    record WholeDomain(Domain domain) implements NodeSelection {
        public WholeDomain {
            requireNonNull(domain, "domain");
        }
    }

    /** One node. */
    static NodeSelection of(Node node) {
        return new Nodes(ImmutableSet.of(node));
    }
}
