package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;

/** Ends the leases whose time has come, so many at a time that a request waits only for a moment; and moves that time with the clock. */
final class Expiry {
    static final int AT_A_TIME = 500;

    private final BootDirectory directory;
    private final LeaseStore leases;
    private final LinksAndLeases linksAndLeases;
    private final InstantSource clock;
    private final Changes listener;

    Expiry(
            BootDirectory directory,
            LeaseStore leases,
            LinksAndLeases linksAndLeases,
            InstantSource clock,
            Changes listener) {
        this.directory = directory;
        this.leases = leases;
        this.linksAndLeases = linksAndLeases;
        this.clock = clock;
        this.listener = listener;
    }

    /** Leases that ended, and those of their links that went with them. */
    private record Ended(ImmutableList<Lease> leases, ImmutableSet<HexIp> links) {}

    ImmutableList<Lease> endAll() {
        // Outside of the lock, so that reading all leases each second holds no request up; each portion is looked up
        // anew.
        ImmutableList<HexIp> over = over(leases.all()).keySet().asList();
        if (over.isEmpty() && leases.isUnfinished()) {
            linksAndLeases.changing(() -> over);
        }
        List<Ended> ended = new ArrayList<>();
        try {
            Lists.partition(over, AT_A_TIME).forEach(some -> ended.add(end(ImmutableSet.copyOf(some))));
        } finally {
            directory.settle();
            ended.forEach(Expiry::audit);
        }
        return ended.stream().flatMap(some -> some.leases().stream()).collect(toImmutableList());
    }

    private static void audit(Ended ended) {
        ended.leases().forEach(lease -> AuditLog.expired(lease, ended.links().contains(lease.address())));
    }

    private ImmutableMap<HexIp, Lease> over(Map<HexIp, Lease> recorded) {
        Instant now = clock.instant();
        return ImmutableMap.copyOf(Maps.filterValues(recorded, lease -> lease.endedBy(now)));
    }

    private Ended end(ImmutableSet<HexIp> some) {
        return linksAndLeases.changing(() -> endNow(some));
    }

    /** Looks anew: since they were found, a request may have come in between. */
    private Ended endNow(ImmutableSet<HexIp> some) {
        ImmutableMap<HexIp, Lease> over = over(leases.find(some));
        LinkTable table = directory.links(over.keySet());
        ImmutableSet<HexIp> ours = over.values().stream()
                .filter(lease -> lease.covers(table.entry(lease.address())))
                .map(Lease::address)
                .collect(toImmutableSet());
        linksAndLeases.remove(LinkPlan.clear(ours, table), over.keySet());
        listener.happened(Change.expired(over.values(), table));
        return new Ended(over.values().asList(), ours);
    }

    /** Moves the ends of the leases granted before this time, because the clock was moved under them. */
    void moveEnds(Duration by, Instant after) {
        linksAndLeases.changing(() -> {
            Instant now = clock.instant();
            ImmutableList<Lease> moved = leases.all().values().stream()
                    .filter(lease -> lease.until().isPresent())
                    .filter(lease ->
                            lease.since().isBefore(after) || lease.since().isAfter(now))
                    .map(lease -> lease.movedBy(by))
                    .collect(toImmutableList());
            linksAndLeases.renew(moved);
            listener.happened(Change.moved(
                    moved, directory.links(moved.stream().map(Lease::address).collect(toImmutableSet()))));
            return moved;
        });
        leases.settle();
    }
}
