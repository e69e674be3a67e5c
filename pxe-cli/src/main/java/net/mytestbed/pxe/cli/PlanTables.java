package net.mytestbed.pxe.cli;

import java.util.Optional;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.service.api.WireLease;
import net.mytestbed.pxe.service.api.WireNodes;
import org.jspecify.annotations.Nullable;

/** What became, or in a dry run would become, of each node, for people. */
final class PlanTables {
    private final Surroundings surroundings;

    PlanTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(WireNodes.Plan plan) {
        Table table = new Table("NODE", "ADDRESS", "HEX", "CHANGE", "BOOTS", "UNTIL", "LEFT");
        for (WireNodes.PlannedNode node : plan.nodes()) {
            table.add(
                    Cell.of(node.node()),
                    Cell.of(node.address()),
                    Cell.of(node.hex()),
                    new Cell(plan.dryRun() ? node.change() : done(node.change()), style(node.change())),
                    Cell.of(node.to()),
                    Cell.of(until(node.lease())),
                    Cell.of(TimeLeft.of(node.lease(), surroundings.clock())));
        }
        table.print(surroundings.out(), surroundings.terminal());
        Summary.of("nodes", plan.nodes(), node -> plan.dryRun() ? "to " + node.change() : done(node.change()))
                .ifPresent(surroundings::say);
        if (plan.dryRun()) {
            surroundings.say("Nothing was changed (dry run).");
        }
    }

    private static String done(String change) {
        return switch (change) {
            case "create" -> "created";
            case "replace" -> "replaced";
            case "remove" -> "removed";
            case "keep" -> "kept";
            case "refuse" -> "refused";
            default -> change;
        };
    }

    private static Style style(String change) {
        return switch (change) {
            case "create", "replace" -> Style.CHANGED;
            case "remove" -> Style.REMOVED;
            case "refuse" -> Style.REFUSED;
            default -> Style.FAINT;
        };
    }

    private static String until(@Nullable WireLease lease) {
        return Optional.ofNullable(lease).map(LinkTables::until).orElse("");
    }
}
