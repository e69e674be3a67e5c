package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;

/**
 * Something that stands in the boot directory or among the leases and is of no use any more.
 *
 * @param address the node's control address
 * @param entry what stands under its name in the boot directory
 * @param lease the lease recorded for the address
 * @param reason why it is of no use
 */
public record Stale(HexIp address, Optional<LinkEntry> entry, Optional<Lease> lease, Reason reason) {
    /** Why something is of no use. */
    public enum Reason {
        /** The lease has ended and its link still stands. */
        LEASE_ENDED("its lease has ended"),
        /** What the lease is for does not stand; another link, if there is one, is the operator's and stays. */
        LEASE_WITHOUT_LINK("a lease whose link does not stand"),
        /** The link's boot configuration cannot be served, so that the node falls through to its default. */
        TARGET_GONE("its boot configuration is gone"),
        /** The inventory no longer knows the node that the link was made for. */
        NODE_UNKNOWN("the inventory does not know the node any more"),
        /** The inventory now has another address for the node that the link was made for. */
        NODE_MOVED("the inventory has another address for the node now");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** The word for it in answers and logs, for example {@code lease-ended}. */
        public String word() {
            return Ascii.toLowerCase(name()).replace('_', '-');
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    public Stale {
        requireNonNull(address, "address");
        requireNonNull(entry, "entry");
        requireNonNull(lease, "lease");
        requireNonNull(reason, "reason");
    }

    /** Whether both link and lease still are what they were when this was found. */
    boolean standsIn(LinkTable table, ImmutableMap<HexIp, Lease> leases) {
        return entry.equals(table.entry(address)) && lease.equals(Optional.ofNullable(leases.get(address)));
    }

    /** Who made what stands in the boot directory. */
    public NodeState.Origin origin() {
        return NodeState.Origin.of(entry, lease.filter(found -> found.covers(entry)));
    }

    /** Whether the link goes too, and not only the record of a lease. */
    public boolean linkGoes() {
        return reason != Reason.LEASE_WITHOUT_LINK;
    }
}
