package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;

/**
 * What one node boots by at this moment.
 *
 * @param node the node
 * @param address its control address
 * @param entry what stands under its name in the boot directory
 * @param lease the lease of what stands there
 */
public record NodeState(Node node, HexIp address, Optional<LinkEntry> entry, Optional<Lease> lease) {
    /** Who made what stands under a node's name. */
    public enum Origin {
        /** The aggregate manager; it has a lease. */
        AM,
        /** Someone else. */
        OPERATOR,
        /** Nothing stands there. */
        NONE;

        static Origin of(Optional<LinkEntry> entry, Optional<Lease> leaseOfEntry) {
            if (entry.isEmpty()) {
                return NONE;
            }
            return leaseOfEntry.isPresent() ? AM : OPERATOR;
        }
    }

    public NodeState {
        requireNonNull(node, "node");
        requireNonNull(address, "address");
        requireNonNull(entry, "entry");
        requireNonNull(lease, "lease");
    }

    /** The boot configuration that the node's link points to, empty if it has no boot link. */
    public Optional<BootConfigName> image() {
        return entry.filter(BootLink.class::isInstance).map(link -> ((BootLink) link).image());
    }

    /** Who made what stands under the node's name. */
    public Origin origin() {
        return Origin.of(entry, lease);
    }
}
