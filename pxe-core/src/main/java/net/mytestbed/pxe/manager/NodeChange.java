package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;

/**
 * What a request did, or in a dry run would do, with one node.
 *
 * @param node the node
 * @param change what becomes of its link
 * @param lease the lease of the link afterwards, empty where there is no link
 */
public record NodeChange(Node node, LinkChange change, Optional<Lease> lease) {
    public NodeChange {
        requireNonNull(node, "node");
        requireNonNull(change, "change");
        requireNonNull(lease, "lease");
    }

    /** The node's control address. */
    public HexIp address() {
        return change.address();
    }
}
