package net.mytestbed.pxe.dhcp;

import static com.google.common.collect.ImmutableList.sortedCopyOf;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Reservations that a DHCP server can keep all at once.
 *
 * @param all no two of one name, MAC address or address, in the order of their addresses, so that two versions can be compared
 */
public record Reservations(ImmutableList<Reservation> all) {
    /** @throws PxeException with every conflict between them, if there is any */
    public Reservations {
        ImmutableList<Problem> conflicts = conflicts(all);
        if (!conflicts.isEmpty()) {
            throw new PxeException(conflicts);
        }
        all = sortedCopyOf(comparing(Reservation::address), all);
    }

    /** @throws PxeException with every conflict between them, if there is any */
    public static Reservations of(Collection<Reservation> reservations) {
        return new Reservations(ImmutableList.copyOf(reservations));
    }

    /** One problem for each name, MAC address or address that several of them have. */
    public static ImmutableList<Problem> conflicts(Collection<Reservation> reservations) {
        return Stream.of(
                        conflicts(
                                reservations,
                                "name",
                                reservation -> reservation.name().value()),
                        conflicts(
                                reservations,
                                "MAC address",
                                reservation -> reservation.mac().value()),
                        conflicts(
                                reservations,
                                "address",
                                reservation -> reservation.address().address()))
                .flatMap(Collection::stream)
                .collect(toImmutableList());
    }

    private static ImmutableList<Problem> conflicts(
            Collection<Reservation> reservations, String what, Function<Reservation, String> value) {
        ImmutableListMultimap<String, Reservation> byValue = Multimaps.index(reservations, value::apply);
        return byValue.asMap().entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(shared -> Problem.of(
                        ProblemCode.ADDRESS_CONFLICT,
                        "One " + what + ", " + shared.getKey() + ", is in the inventory for "
                                + shared.getValue().stream()
                                        .map(Reservations::described)
                                        .collect(joining(" and for "))
                                + "; a DHCP server can keep it for one node only: correct the inventory."))
                .collect(toImmutableList());
    }

    private static String described(Reservation reservation) {
        return "node " + reservation.name() + " (" + reservation.mac() + ", "
                + reservation.address().address() + ")";
    }
}
