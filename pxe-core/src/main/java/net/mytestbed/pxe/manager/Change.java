package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;

/**
 * A change of what one node boots next, or of until when, that has happened.
 *
 * @param cause what brought it about
 * @param address the node's control address
 * @param node the node, empty where a link is pruned that no lease tells the node of
 * @param before what stood under the node's name
 * @param after what stands there now; the same where only the lease changed
 * @param lease the lease that the change gave or moved, or that it ended; empty where a link is taken away whose lease was not looked at
 * @param requester who asked for it; of a lease that ended or was moved, who had asked for the lease
 */
public record Change(
        Cause cause,
        HexIp address,
        Optional<Node> node,
        Optional<LinkEntry> before,
        Optional<LinkEntry> after,
        Optional<Lease> lease,
        Requester requester) {
    /** What brings changes about. */
    public enum Cause {
        /** A request for a boot configuration. */
        SET,
        /** A request for none. */
        CLEAR,
        /** The end of a lease. */
        EXPIRE,
        /** The removal of what is of no use any more. */
        PRUNE,
        /** A clock that was put forward or back: the lease ends at another time. */
        CLOCK;

        /** The word for it in answers, metrics and logs, for example {@code set}. */
        public String word() {
            return Ascii.toLowerCase(name());
        }
    }

    public Change {
        requireNonNull(cause, "cause");
        requireNonNull(address, "address");
        requireNonNull(node, "node");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(lease, "lease");
        requireNonNull(requester, "requester");
    }

    /** Who made what stands there now: ours is what the lease is for. */
    public NodeState.Origin origin() {
        return NodeState.Origin.of(after, lease.filter(known -> known.covers(after)));
    }

    /**
     * What a request changed. A link that stayed as it was is a change only where its lease is a new one.
     *
     * @param renewed the addresses whose lease is a new one
     */
    static ImmutableList<Change> requested(
            Cause cause, ImmutableList<NodeChange> done, ImmutableSet<HexIp> renewed, Requester requester) {
        return done.stream()
                .filter(change -> !(change.change() instanceof LinkChange.Keep) || renewed.contains(change.address()))
                .map(change -> new Change(
                        cause,
                        change.address(),
                        Optional.of(change.node()),
                        change.change().entryBefore(),
                        change.change().entryAfterwards(),
                        change.lease(),
                        requester))
                .collect(toImmutableList());
    }

    /** @param table what stood there when the leases ended; what no lease covers stays */
    static ImmutableList<Change> expired(Collection<Lease> leases, LinkTable table) {
        return leases.stream()
                .map(lease -> new Change(
                        Cause.EXPIRE,
                        lease.address(),
                        Optional.of(lease.node()),
                        table.entry(lease.address()),
                        lease.covers(table.entry(lease.address())) ? Optional.empty() : table.entry(lease.address()),
                        Optional.of(lease),
                        lease.requester()))
                .collect(toImmutableList());
    }

    /** @param table what stands there */
    static ImmutableList<Change> moved(Collection<Lease> leases, LinkTable table) {
        return leases.stream()
                .map(lease -> new Change(
                        Cause.CLOCK,
                        lease.address(),
                        Optional.of(lease.node()),
                        table.entry(lease.address()),
                        table.entry(lease.address()),
                        Optional.of(lease),
                        lease.requester()))
                .collect(toImmutableList());
    }

    static ImmutableList<Change> pruned(ImmutableList<Stale> removed, Requester requester) {
        return removed.stream()
                .map(stale -> new Change(
                        Cause.PRUNE,
                        stale.address(),
                        stale.lease().map(Lease::node),
                        stale.entry(),
                        stale.linkGoes() ? Optional.empty() : stale.entry(),
                        stale.lease(),
                        requester))
                .collect(toImmutableList());
    }
}
