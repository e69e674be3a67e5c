package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.node.HexIp;

/**
 * What stands under one node's name in the boot directory, without asking an inventory which node that is.
 *
 * @param entry what stands there
 * @param lease its lease, by which also the node is known
 */
public record LinkState(LinkEntry entry, Optional<Lease> lease) {
    public LinkState {
        requireNonNull(entry, "entry");
        requireNonNull(lease, "lease");
    }

    /** The control address whose name it is. */
    public HexIp address() {
        return entry.address();
    }

    /** Who made what stands there. */
    public NodeState.Origin origin() {
        return NodeState.Origin.of(Optional.of(entry), lease);
    }
}
