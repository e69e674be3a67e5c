package net.mytestbed.pxe.link;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;

/**
 * The difference between what the boot directory holds and what is wanted of it, node by node.
 *
 * @param changes one for each node that was asked for, in the order of the asking
 */
public record LinkPlan(ImmutableMap<HexIp, LinkChange> changes) {
    /** The plan by which each of these nodes gets a link to its boot configuration. */
    public static LinkPlan set(Map<HexIp, BootConfigName> wanted, LinkTable table) {
        return new LinkPlan(wanted.entrySet().stream()
                .collect(toImmutableMap(
                        Map.Entry::getKey, entry -> set(new BootLink(entry.getKey(), entry.getValue()), table))));
    }

    /** The plan by which none of these nodes has a link. */
    public static LinkPlan clear(Set<HexIp> addresses, LinkTable table) {
        return new LinkPlan(addresses.stream().collect(toImmutableMap(identity(), address -> clear(address, table))));
    }

    private static LinkChange set(BootLink wanted, LinkTable table) {
        Optional<LinkEntry> before = table.entry(wanted.address());
        if (before.isEmpty()) {
            return new LinkChange.Create(wanted);
        }
        if (before.get() instanceof Occupied occupied) {
            return new LinkChange.Refuse(occupied);
        }
        return before.get().equals(wanted)
                ? new LinkChange.Keep(wanted.address(), Optional.of(wanted))
                : new LinkChange.Replace(before.get(), wanted);
    }

    private static LinkChange clear(HexIp address, LinkTable table) {
        Optional<LinkEntry> before = table.entry(address);
        if (before.isEmpty()) {
            return new LinkChange.Keep(address, Optional.empty());
        }
        return before.get() instanceof Occupied occupied
                ? new LinkChange.Refuse(occupied)
                : new LinkChange.Remove(before.get());
    }

    /** What becomes of one of the nodes that were asked for. */
    public LinkChange change(HexIp address) {
        return Optional.ofNullable(changes.get(address))
                .orElseThrow(() -> new IllegalArgumentException(address + " is not in the plan."));
    }

    /** Whether carrying it out changes anything on disk. */
    public boolean changesAnything() {
        return !changes.values().stream().allMatch(LinkChange.Keep.class::isInstance);
    }

    /** The names that cannot be changed. */
    public Stream<LinkChange.Refuse> refusals() {
        return changes.values().stream()
                .filter(LinkChange.Refuse.class::isInstance)
                .map(LinkChange.Refuse.class::cast);
    }
}
