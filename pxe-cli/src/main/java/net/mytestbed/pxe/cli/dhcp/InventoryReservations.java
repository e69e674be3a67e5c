package net.mytestbed.pxe.cli.dhcp;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Optional;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;

/**
 * What inventories know of their nodes, as a DHCP server needs it. Nothing says yet whether the server can keep all of it at once.
 *
 * @param complete the nodes of which enough is known
 * @param withoutMac the full names of the nodes of which no MAC address is known
 * @param withoutAddress the full names of the nodes of which no control address is known
 * @param problems what is nonsense about other nodes
 */
public record InventoryReservations(
        ImmutableList<Reservation> complete,
        ImmutableList<NodeId> withoutMac,
        ImmutableList<NodeId> withoutAddress,
        ImmutableList<Problem> problems) {
    public InventoryReservations {
        requireNonNull(complete, "complete");
        requireNonNull(withoutMac, "withoutMac");
        requireNonNull(withoutAddress, "withoutAddress");
        requireNonNull(problems, "problems");
    }

    /** @param answers the lists of all domains that are wanted */
    public static InventoryReservations of(Collection<InventoryAnswer> answers) {
        ImmutableList<InventoryNode> nodes = answers.stream()
                .flatMap(answer -> answer.nodes().values().stream())
                .collect(toImmutableList());
        return new InventoryReservations(
                nodes.stream().flatMap(node -> reservation(node).stream()).collect(toImmutableList()),
                nodes.stream()
                        .filter(node -> node.mac().isEmpty())
                        .map(InventoryReservations::name)
                        .collect(toImmutableList()),
                nodes.stream()
                        .filter(node -> node.address().isEmpty())
                        .map(InventoryReservations::name)
                        .collect(toImmutableList()),
                answers.stream().flatMap(answer -> answer.problems().stream()).collect(toImmutableList()));
    }

    private static Optional<Reservation> reservation(InventoryNode node) {
        return node.mac().flatMap(mac -> node.address().map(address -> new Reservation(name(node), mac, address)));
    }

    private static NodeId name(InventoryNode node) {
        return node.node().fullName();
    }
}
