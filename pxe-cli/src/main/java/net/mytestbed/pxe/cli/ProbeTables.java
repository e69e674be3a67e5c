package net.mytestbed.pxe.cli;

import com.google.common.base.Strings;
import java.util.Locale;
import java.util.Optional;
import net.mytestbed.pxe.cli.probe.ProbeReport;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.service.api.WireBoot;
import org.jspecify.annotations.Nullable;

/** What a node gets from the TFTP server, for people. */
final class ProbeTables {
    private final Surroundings surroundings;

    ProbeTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(ProbeReport probed) {
        surroundings.say(ExplanationTables.heading(probed.node(), probed.address(), probed.hex(), probed.mac()));
        surroundings.say("TFTP server " + probed.server()
                + (probed.tree() == null ? ", nothing here to compare with" : ", compared with " + probed.tree()));
        surroundings.say("");
        Table table =
                new Table(probed.program().toUpperCase(Locale.ROOT) + " ASKS FOR", "ANSWER", "MS", "BYTES", "DISK");
        probed.asked().forEach(asked -> add(table, asked));
        table.print(surroundings.out(), surroundings.terminal());
        Optional.ofNullable(probed.boots()).ifPresent(boots -> boots(probed, boots));
        surroundings.say("");
        probed.notes().forEach(note -> surroundings.say("Note: " + note));
        probed.findings().forEach(finding -> surroundings.say("! " + finding.detail()));
        if (probed.findings().isEmpty()) {
            surroundings.say(
                    probed.tree() == null
                            ? "Nothing is wrong with what the server sends."
                            : "Nothing is wrong: the node gets what is on the disk.");
        }
    }

    private static void add(Table table, ProbeReport.Asked asked) {
        table.add(
                Cell.of(asked.name()),
                new Cell(answer(asked), style(asked)),
                Cell.of(number(asked.millis())),
                Cell.of(number(asked.bytes())),
                new Cell(
                        Strings.nullToEmpty(asked.disk()),
                        "differs".equals(asked.disk()) || "longer".equals(asked.disk()) ? Style.REFUSED : Style.PLAIN));
    }

    private static String answer(ProbeReport.Asked asked) {
        return asked.error() == null
                ? asked.outcome().replace('-', ' ')
                : "error " + asked.error() + " (" + asked.reason() + ")";
    }

    private static String number(@Nullable Long value) {
        return value == null ? "" : value.toString();
    }

    private static Style style(ProbeReport.Asked asked) {
        return switch (asked.outcome()) {
            case "found" -> Style.CHANGED;
            case "unknown", "not-asked" -> Style.FAINT;
            case "refused" ->
                Integer.valueOf(1).equals(asked.error()) && "absent".equals(asked.disk()) ? Style.FAINT : Style.REFUSED;
            default -> Style.REFUSED;
        };
    }

    private void boots(ProbeReport probed, WireBoot boots) {
        surroundings.say("");
        surroundings.say("By " + probed.file() + (boots.does().equals("wait") ? " it " : " it boots ")
                + ConfigTables.boots(boots) + (boots.label() == null ? "" : ", label " + boots.label()));
        Optional.ofNullable(boots.commandLine())
                .filter(commandLine -> !commandLine.isEmpty())
                .ifPresent(commandLine -> surroundings.say("  command line: " + commandLine));
        probed.asked().stream()
                .filter(asked -> asked.role().equals("file") && asked.sha256() != null)
                .forEach(asked -> surroundings.say("  " + asked.sha256() + "  " + asked.name()));
    }
}
