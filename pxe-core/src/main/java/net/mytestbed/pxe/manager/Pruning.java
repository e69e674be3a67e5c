package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;

/** Finds what is of no use any more, and takes away what was found. */
final class Pruning {
    private final Inventory inventory;
    private final BootDirectory directory;
    private final LeaseStore leases;
    private final LinksAndLeases linksAndLeases;
    private final Changes listener;

    Pruning(
            Inventory inventory,
            BootDirectory directory,
            LeaseStore leases,
            LinksAndLeases linksAndLeases,
            Changes listener) {
        this.inventory = inventory;
        this.directory = directory;
        this.leases = leases;
        this.linksAndLeases = linksAndLeases;
        this.listener = listener;
    }

    /** Asks the inventory anew: what it said earlier, perhaps before a node was entered, is no reason to take a link away. */
    StaleReport find(Instant now) {
        ImmutableMap<HexIp, Lease> recorded = leases.all();
        return new StaleSearch(inventory.fresh(), directory, now).find(directory.links(), recorded);
    }

    /** Takes away what still stands as it was found. */
    ImmutableList<Stale> remove(ImmutableList<Stale> found, Requester requester) {
        ImmutableList<Stale> removed = linksAndLeases.changing(() -> removeUnchanged(found, requester));
        directory.settle();
        removed.forEach(stale -> AuditLog.pruned(stale, requester));
        return removed;
    }

    private ImmutableList<Stale> removeUnchanged(ImmutableList<Stale> found, Requester requester) {
        ImmutableMap<HexIp, Stale> byAddress = Maps.uniqueIndex(found, Stale::address);
        LinkTable table = directory.links(byAddress.keySet());
        ImmutableMap<HexIp, Lease> recorded = leases.find(byAddress.keySet());
        ImmutableList<Stale> unchanged = found.stream()
                .filter(stale -> stale.standsIn(table, recorded))
                .filter(stale -> !hasItsTargetAgain(stale))
                .collect(toImmutableList());
        linksAndLeases.remove(
                LinkPlan.clear(addresses(unchanged, Stale::linkGoes).collect(toImmutableSet()), table),
                addresses(unchanged, stale -> stale.lease().isPresent()).collect(toImmutableSet()));
        listener.happened(Change.pruned(unchanged, requester));
        return unchanged;
    }

    private boolean hasItsTargetAgain(Stale stale) {
        return stale.reason() == Stale.Reason.TARGET_GONE
                && stale.entry()
                        .filter(entry -> entry instanceof BootLink link && StaleSearch.isServed(link, directory))
                        .isPresent();
    }

    private static Stream<HexIp> addresses(ImmutableList<Stale> stale, Predicate<Stale> those) {
        return stale.stream().filter(those).map(Stale::address);
    }
}
