package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ConfigFile;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** Finds what is of no use any more. What the inventory cannot be asked about is no reason to take anything away. */
final class StaleSearch {
    private final Inventory inventory;
    private final BootDirectory directory;
    private final Instant now;
    private final Map<Node, HexIp> addresses = new HashMap<>();
    private final Set<Node> unknown = new HashSet<>();
    private final Map<BootConfigName, Boolean> served = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    StaleSearch(Inventory inventory, BootDirectory directory, Instant now) {
        this.inventory = inventory;
        this.directory = directory;
        this.now = now;
    }

    StaleReport find(LinkTable table, ImmutableMap<HexIp, Lease> leases) {
        ask(leases.values());
        return new StaleReport(
                Sets.union(table.entries().keySet(), leases.keySet()).stream()
                        .sorted()
                        .flatMap(address ->
                                judge(address, table.entry(address), Optional.ofNullable(leases.get(address))).stream())
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.copyOf(warnings));
    }

    private void ask(ImmutableCollection<Lease> leases) {
        leases.stream()
                .map(Lease::node)
                .collect(groupingBy(Node::domain, toImmutableSet()))
                .forEach((domain, nodes) -> ask(nodes));
    }

    private void ask(ImmutableSet<Node> nodes) {
        try {
            InventoryAnswer answer = inventory.lookup(nodes, Wanted.ADDRESS);
            answer.nodes().forEach((node, known) -> known.address().ifPresent(address -> addresses.put(node, address)));
            for (Problem problem : answer.problems()) {
                if (problem.code() == ProblemCode.UNKNOWN_NODE) {
                    nodes.stream()
                            .filter(node ->
                                    problem.node().equals(Optional.of(node.id().value())))
                            .forEach(unknown::add);
                } else {
                    warnings.add(problem.sentence());
                }
            }
        } catch (PxeException e) {
            if (e.problems().stream().allMatch(problem -> problem.code() == ProblemCode.UNKNOWN_DOMAIN)) {
                unknown.addAll(nodes);
            } else {
                e.problems().forEach(problem -> warnings.add(problem.sentence()));
            }
        }
    }

    private Optional<Stale> judge(HexIp address, Optional<LinkEntry> entry, Optional<Lease> lease) {
        return lease.flatMap(found -> reason(found, entry))
                .or(() -> entry.filter(this::isWithoutTarget).map(found -> Stale.Reason.TARGET_GONE))
                .map(reason -> new Stale(address, entry, lease, reason));
    }

    private Optional<Stale.Reason> reason(Lease lease, Optional<LinkEntry> entry) {
        if (!lease.covers(entry)) {
            return Optional.of(Stale.Reason.LEASE_WITHOUT_LINK);
        }
        if (lease.endedBy(now)) {
            return Optional.of(Stale.Reason.LEASE_ENDED);
        }
        if (unknown.contains(lease.node())) {
            return Optional.of(Stale.Reason.NODE_UNKNOWN);
        }
        return Optional.ofNullable(addresses.get(lease.node()))
                .filter(address -> !address.equals(lease.address()))
                .map(address -> Stale.Reason.NODE_MOVED);
    }

    /** What is no link to a configuration is the operator's, and not for us to judge. */
    private boolean isWithoutTarget(LinkEntry entry) {
        return entry instanceof BootLink link && !isServed(link);
    }

    private boolean isServed(BootLink link) {
        return served.computeIfAbsent(link.image(), image -> isServed(link, directory));
    }

    static boolean isServed(BootLink link, BootDirectory directory) {
        return directory.configuration(link.image()) instanceof ConfigFile.Served;
    }
}
