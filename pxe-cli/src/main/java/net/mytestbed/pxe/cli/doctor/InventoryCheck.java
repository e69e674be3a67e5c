package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.cli.dhcp.AskedInventory;
import net.mytestbed.pxe.cli.dhcp.InventoryReservations;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.dhcp.Reservations;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.ConfigFile;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;

/** Whether the inventories answer, and whether nodes can boot by what they say. */
record InventoryCheck(Supplier<AskedInventory> inventory, BootDirectory directory) implements Check {
    private static final String WHERE = "inventory";

    @Override
    public String part() {
        return "inventory";
    }

    @Override
    public ImmutableList<Ailment> look() {
        AskedInventory asked = inventory.get();
        if (asked.domains().isEmpty()) {
            return ImmutableList.of(Ailment.hint(
                    "No domain is known by name, so no inventory was asked.",
                    WHERE,
                    "Whether the inventory answers was not looked at.",
                    "pxe doctor --domain DOMAIN"));
        }
        InventoryReservations nodes = InventoryReservations.of(asked.answers());
        return Stream.of(
                        asked.failures().stream()
                                .map(failure -> unsound(failure, "Requests for the nodes of this domain are refused.")),
                        nodes.problems().stream()
                                .map(problem -> unsound(problem, "Requests for this node are refused.")),
                        Reservations.conflicts(nodes.complete()).stream()
                                .map(conflict -> unsound(
                                        conflict,
                                        "One of them boots what is meant for the other, or gets no address.")),
                        missing(
                                nodes.withoutAddress(),
                                "address",
                                Ailment.Severity.WARNING,
                                "No link can be set for them."),
                        missing(nodes.withoutMac(), "MAC address", Ailment.Severity.HINT, "pxe dhcp leaves them out."),
                        unusableImages(asked))
                .flatMap(ailments -> ailments)
                .collect(toImmutableList());
    }

    private static Ailment unsound(Problem problem, String why) {
        return Ailment.error(
                problem.sentence(),
                problem.node().orElse(WHERE),
                why,
                "Correct the inventory, then pxe inventory refresh.");
    }

    private static Stream<Ailment> missing(
            ImmutableList<NodeId> nodes, String what, Ailment.Severity severity, String why) {
        return nodes.isEmpty()
                ? Stream.of()
                : Stream.of(new Ailment(
                        severity,
                        "The inventory knows no " + what + " of " + Some.count(nodes.size(), "node") + ": "
                                + Some.of(nodes) + ".",
                        WHERE,
                        why,
                        "Enter it in the inventory."));
    }

    private Stream<Ailment> unusableImages(AskedInventory asked) {
        ImmutableSetMultimap<BootConfigName, NodeId> nodes = asked.answers().stream()
                .flatMap(answer -> answer.nodes().values().stream())
                .filter(node -> node.image().isPresent())
                .collect(ImmutableSetMultimap.toImmutableSetMultimap(
                        node -> node.image().orElseThrow(), InventoryCheck::name));
        return nodes.keySet().stream()
                .filter(image -> directory.configuration(image) instanceof ConfigFile.Unusable)
                .map(image -> Ailment.warning(
                        "The inventory names the boot configuration " + image + " for "
                                + Some.count(nodes.get(image).size(), "node") + ", and it cannot be used: "
                                + Some.of(nodes.get(image)) + ".",
                        image,
                        "A request that names no other one is refused for them.",
                        "pxe images says what there is; make it, or correct the inventory."));
    }

    private static NodeId name(InventoryNode node) {
        return node.node().fullName();
    }
}
