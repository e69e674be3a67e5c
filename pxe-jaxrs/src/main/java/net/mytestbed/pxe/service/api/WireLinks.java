package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.manager.LinkState;
import net.mytestbed.pxe.manager.NodeState.Origin;
import net.mytestbed.pxe.manager.Stale;
import net.mytestbed.pxe.manager.StaleReport;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.service.http.Shown;
import org.jspecify.annotations.Nullable;

/** What stands under nodes' names, as answers tell it. */
public final class WireLinks {
    private WireLinks() {}

    /** The whole boot directory, by address. */
    public record Links(List<Link> links) {
        public Links {
            requireNonNull(links, "links");
        }
    }

    /**
     * What stands under one node's name.
     *
     * @param target the boot configuration, or the text of a link to somewhere else; the name itself if it is no link;
     *     {@code default} where nothing stands
     * @param origin who made it, an {@link Origin} in lower case
     * @param node the node that the lease is for; absent where there is no lease
     * @param domain that node's domain
     * @param lease the lease of what stands there; absent where it has none
     */
    public record Link(
            String address,
            String hex,
            String target,
            String origin,
            @Nullable String node,
            @Nullable String domain,
            @Nullable WireLease lease) {
        public Link {
            requireNonNull(address, "address");
            requireNonNull(hex, "hex");
            requireNonNull(target, "target");
            requireNonNull(origin, "origin");
        }
    }

    /**
     * What was found to be of no use any more, and removed or, in a dry run, not.
     *
     * @param warnings what could not be looked at, sentences
     */
    public record Prune(boolean dryRun, List<StaleLink> stale, List<String> warnings) {
        public Prune {
            requireNonNull(stale, "stale");
            requireNonNull(warnings, "warnings");
        }
    }

    /**
     * One thing of no use.
     *
     * @param link what stands there, with the lease recorded for the address, whether it is that link's or not
     * @param goes {@code link}, with its lease where it has one; {@code lease} where only a record goes
     * @param code why, a {@link Stale.Reason} in lower case with dashes
     * @param reason why, in words
     */
    public record StaleLink(Link link, String goes, String code, String reason) {
        public StaleLink {
            requireNonNull(link, "link");
            requireNonNull(goes, "goes");
            requireNonNull(code, "code");
            requireNonNull(reason, "reason");
        }
    }

    /** The answer that tells all of these links. */
    public static Links links(ImmutableList<LinkState> links) {
        // Each is made when it is written.
        return new Links(Lists.transform(
                links, link -> link(link.address(), Optional.of(link.entry()), link.origin(), link.lease())));
    }

    /** The answer that tells what was found, and removed or not. */
    public static Prune prune(boolean dryRun, StaleReport report) {
        return new Prune(
                dryRun,
                report.stale().stream().map(WireLinks::staleLink).collect(toImmutableList()),
                report.warnings());
    }

    private static StaleLink staleLink(Stale stale) {
        return new StaleLink(
                link(stale.address(), stale.entry(), stale.origin(), stale.lease()),
                stale.linkGoes() ? "link" : "lease",
                stale.reason().word(),
                stale.reason().toString());
    }

    private static Link link(HexIp address, Optional<LinkEntry> entry, Origin origin, Optional<Lease> lease) {
        return new Link(
                address.address(),
                address.hex(),
                Shown.image(entry),
                Ascii.toLowerCase(origin.name()),
                lease.map(known -> known.node().id().value()).orElse(null),
                lease.map(known -> known.node().domain().value()).orElse(null),
                lease.map(WireLease::of).orElse(null));
    }
}
