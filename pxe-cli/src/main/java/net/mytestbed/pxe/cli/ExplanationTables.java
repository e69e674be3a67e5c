package net.mytestbed.pxe.cli;

import com.google.common.base.Strings;
import java.util.Locale;
import java.util.Objects;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.service.api.WireBoot;
import net.mytestbed.pxe.service.api.WireExplanation;
import org.jspecify.annotations.Nullable;

/** Why a node boots what it boots, for people. */
final class ExplanationTables {
    private final Surroundings surroundings;

    ExplanationTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(WireExplanation explanation) {
        surroundings.say(heading(explanation.node(), explanation.address(), explanation.hex(), explanation.mac()));
        surroundings.say("");
        for (WireExplanation.Program program : explanation.programs()) {
            if (program.program().equals("pxelinux")) {
                print(program);
                boots(explanation);
            } else if (hasNamesOfItsOwn(program, explanation)) {
                surroundings.say("");
                print(program);
            }
        }
    }

    /** Which node it is about. */
    static String heading(String node, String address, String hex, @Nullable String mac) {
        return "Node " + node + ", address " + address + ", hex name " + hex + ", MAC "
                + Objects.requireNonNullElse(mac, "not known");
    }

    private void print(WireExplanation.Program program) {
        Table table = new Table(program.program().toUpperCase(Locale.ROOT) + " ASKS FOR", "STATE", "LINK");
        for (WireExplanation.Name name : program.names()) {
            table.add(
                    Cell.of(name.name()),
                    new Cell(name.outcome().replace('-', ' '), style(name.outcome())),
                    Cell.of(name.target() == null ? "" : "-> " + name.target()));
        }
        table.print(surroundings.out(), surroundings.terminal());
        program.remarks().forEach(remark -> surroundings.say("! " + remark));
    }

    private void boots(WireExplanation explanation) {
        WireBoot boots = explanation.boots();
        if (boots != null) {
            surroundings.say("");
            surroundings.say("Boots " + ConfigTables.boots(boots));
            if (!Strings.isNullOrEmpty(boots.commandLine())) {
                surroundings.say("  command line: " + boots.commandLine());
            }
        }
        new ConfigTables(surroundings).printFindings("finding", explanation.findings());
    }

    /** U-Boot reads PXELINUX's files: its table would say the same again. */
    private static boolean hasNamesOfItsOwn(WireExplanation.Program program, WireExplanation explanation) {
        return program.file() != null
                && !program.file().equals(explanation.programs().get(0).file());
    }

    private static Style style(String outcome) {
        return switch (outcome) {
            case "wins" -> Style.CHANGED;
            case "hangs", "not-served" -> Style.REFUSED;
            case "missing", "unknown" -> Style.FAINT;
            default -> Style.PLAIN;
        };
    }
}
