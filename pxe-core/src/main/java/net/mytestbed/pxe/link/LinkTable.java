package net.mytestbed.pxe.link;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static java.util.Comparator.naturalOrder;
import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Collection;
import java.util.Optional;
import net.mytestbed.pxe.node.HexIp;

/**
 * What the boot directory holds under the nodes' names at one moment.
 *
 * @param entries what is there, by address
 */
public record LinkTable(ImmutableSortedMap<HexIp, LinkEntry> entries) {
    /** @throws IllegalArgumentException if two entries have one address */
    public static LinkTable of(Collection<? extends LinkEntry> entries) {
        return new LinkTable(
                entries.stream().collect(toImmutableSortedMap(naturalOrder(), LinkEntry::address, identity())));
    }

    /** What stands under this node's name, empty where nothing does. */
    public Optional<LinkEntry> entry(HexIp address) {
        return Optional.ofNullable(entries.get(address));
    }
}
