package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.node.HexIp;

/**
 * Which lease counts, of all that stand in numbered records: that of the newest record which names the address. Others are dead, and
 * their records are to be rewritten without them. This is what is known in memory of the records; it touches no file.
 */
final class LeaseIndex {
    private final Map<Long, ImmutableMap<HexIp, Lease>> records = new HashMap<>();
    private final Map<HexIp, Long> newest = new HashMap<>();
    private final SetMultimap<Long, HexIp> dead =
            MultimapBuilder.treeKeys().hashSetValues().build();

    /** Records that may yet be taken back, and the records in which those leases stood that they replaced. */
    private final NavigableSet<Long> unconfirmed = new TreeSet<>();

    private final Map<HexIp, Long> replaced = new HashMap<>();
    private long highest;
    private Optional<ImmutableMap<HexIp, Lease>> all = Optional.empty();

    /** A lease that was dead although it was the newest, and the older one that counts in its place. */
    record Corrected(Lease newest, Optional<Lease> counting) {}

    /** Keeps this number from being used again. */
    void reserve(long number) {
        highest = Math.max(highest, number);
    }

    /** The number of the next record. */
    long next() {
        return highest + 1;
    }

    /** Adds a record with a number higher than all others. */
    void add(long number, Collection<Lease> leases) {
        reserve(number);
        unconfirmed.add(number);
        records.put(number, leases.stream().collect(toImmutableMap(Lease::address, identity())));
        for (Lease lease : leases) {
            Long earlier = newest.put(lease.address(), number);
            if (earlier != null) {
                replaced.put(lease.address(), earlier);
                dead.put(earlier, lease.address());
            }
        }
        all = Optional.empty();
    }

    /** The records that were added since the last {@link #confirm}, the newest first. */
    ImmutableList<Long> unconfirmed() {
        return ImmutableList.copyOf(unconfirmed.descendingSet());
    }

    /** Takes an unconfirmed record out; what it replaced counts again. */
    void takeBack(long number) {
        unconfirmed.remove(number);
        for (HexIp address : remove(number).keySet()) {
            Optional<Long> earlier = Optional.ofNullable(replaced.remove(address));
            earlier.ifPresentOrElse(
                    before -> {
                        newest.put(address, before);
                        dead.remove(before, address);
                    },
                    () -> newest.remove(address));
        }
        all = Optional.empty();
    }

    /** What was added stays. */
    void confirm() {
        unconfirmed.clear();
        replaced.clear();
    }

    Optional<Lease> find(HexIp address) {
        return Optional.ofNullable(newest.get(address)).map(number -> lease(number, address));
    }

    ImmutableMap<HexIp, Lease> all() {
        ImmutableMap<HexIp, Lease> known = all.orElseGet(() -> newest.entrySet().stream()
                .collect(toImmutableMap(Map.Entry::getKey, counts -> lease(counts.getValue(), counts.getKey()))));
        all = Optional.of(known);
        return known;
    }

    /** Declares the leases of these addresses dead, where there are any. */
    void kill(Set<HexIp> addresses) {
        for (HexIp address : addresses) {
            Long number = newest.remove(address);
            if (number != null) {
                dead.put(number, address);
            }
        }
        all = Optional.empty();
    }

    /**
     * Lets the newest lease count that is right, of each address whose newest one is not; none, if none is right.
     *
     * @return what was corrected
     */
    ImmutableList<Corrected> correct(Predicate<Lease> isRight) {
        ImmutableSetMultimap<HexIp, Long> older =
                ImmutableSetMultimap.copyOf(dead).inverse();
        return all().values().stream()
                .filter(isRight.negate())
                .map(wrong -> new Corrected(wrong, replace(wrong, older.get(wrong.address()), isRight)))
                .collect(toImmutableList());
    }

    private Optional<Lease> replace(Lease wrong, Set<Long> older, Predicate<Lease> isRight) {
        HexIp address = wrong.address();
        kill(Set.of(address));
        Optional<Long> counting = older.stream()
                .filter(number -> isRight.test(lease(number, address)))
                .max(Comparator.naturalOrder());
        counting.ifPresent(number -> {
            newest.put(address, number);
            dead.remove(number, address);
        });
        return counting.map(number -> lease(number, address));
    }

    /** The records with dead leases, the oldest first. */
    ImmutableSortedSet<Long> withDead() {
        return ImmutableSortedSet.copyOf(dead.keySet());
    }

    /** The leases of a record that are not dead. */
    ImmutableList<Lease> living(long number) {
        return records.getOrDefault(number, ImmutableMap.of()).values().stream()
                .filter(lease -> !dead.containsEntry(number, lease.address()))
                .collect(toImmutableList());
    }

    /** Notes that a record has been rewritten with its living leases only, or removed. */
    void buried(long number) {
        ImmutableList<Lease> living = living(number);
        dead.removeAll(number);
        if (living.isEmpty()) {
            remove(number);
        } else {
            records.put(number, living.stream().collect(toImmutableMap(Lease::address, identity())));
        }
    }

    private ImmutableMap<HexIp, Lease> remove(long number) {
        return Optional.ofNullable(records.remove(number)).orElse(ImmutableMap.of());
    }

    private Lease lease(long number, HexIp address) {
        return Optional.ofNullable(records.get(number))
                .map(leases -> leases.get(address))
                .orElseThrow(() -> new IllegalStateException("record " + number + " does not name " + address));
    }
}
