package net.mytestbed.pxe.lease;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;

/**
 * The record of a boot link that the aggregate manager made.
 *
 * @param link the link it is for; a link that is no longer this one has no lease
 * @param node the node and its domain, by which the inventory knows it
 * @param since when it was asked for, in whole seconds
 * @param until when the link ends, in whole seconds; empty: when it is cleared
 * @param requester who asked for it
 */
public record Lease(BootLink link, Node node, Instant since, Optional<Instant> until, Requester requester) {
    public Lease {
        requireNonNull(link, "link");
        requireNonNull(node, "node");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
        requireNonNull(requester, "requester");
    }

    /** The node's control address. */
    public HexIp address() {
        return link.address();
    }

    /** The boot configuration that was asked for. */
    public BootConfigName image() {
        return link.image();
    }

    /** Whether it has ended by this time. */
    public boolean endedBy(Instant now) {
        return until.isPresent() && !until.get().isAfter(now);
    }

    /**
     * Whether this is the lease of what stands in the boot directory. It is not if the operator put another link there, and then
     * that link is the operator's.
     *
     * @param standing what stands under its address; empty: nothing does
     */
    public boolean covers(Optional<LinkEntry> standing) {
        return standing.equals(Optional.of(link));
    }

    /** Whether the other lease is for the same link and ends at the same time. */
    public boolean endsLike(Lease other) {
        return link.equals(other.link) && until.equals(other.until);
    }

    /** The same lease on a clock that was moved. */
    public Lease movedBy(Duration by) {
        return new Lease(link, node, since.plus(by), until.map(end -> end.plus(by)), requester);
    }
}
