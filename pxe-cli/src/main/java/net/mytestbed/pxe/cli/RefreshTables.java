package net.mytestbed.pxe.cli;

import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.service.api.WireRefresh;

/** What the inventories say now, for people. */
final class RefreshTables {
    private final Surroundings surroundings;

    RefreshTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(WireRefresh refresh) {
        if (refresh.domains().isEmpty()) {
            surroundings.say(
                    "Each node is asked for anew when it is needed. No domain is known by name: list one by --domain.");
            return;
        }
        Table table = new Table("DOMAIN", "NODES", "PROBLEMS");
        for (WireRefresh.RefreshedTestbed testbed : refresh.domains()) {
            int problems = testbed.problems().size();
            table.add(
                    Cell.of(testbed.domain()),
                    Cell.of(String.valueOf(testbed.nodes())),
                    new Cell(String.valueOf(problems), problems == 0 ? Style.PLAIN : Style.REFUSED));
        }
        table.print(surroundings.out(), surroundings.terminal());
    }
}
