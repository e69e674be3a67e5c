package net.mytestbed.pxe.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import net.mytestbed.pxe.cli.doctor.Ailment;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import net.mytestbed.pxe.cli.doctor.Examination;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.cli.terminal.Terminal;

/** What is wrong with an installation, for people: one line for each part, then what is wrong in full. */
final class ExaminationTables {
    private final Surroundings surroundings;

    ExaminationTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(Examination examination) {
        Table table = new Table("PART", "STATE");
        for (Examination.Part part : examination.parts()) {
            table.add(Cell.of(part.name()), state(part));
        }
        table.print(surroundings.out(), surroundings.terminal());
        for (Examination.Part part : examination.parts()) {
            part.ailments().forEach(ailment -> print(part, ailment));
        }
    }

    private static Cell state(Examination.Part part) {
        if (part.ailments().isEmpty()) {
            return new Cell("good", Style.CHANGED);
        }
        String counts = Arrays.stream(Severity.values())
                .filter(severity -> count(part, severity) > 0)
                .map(severity -> Some.count(count(part, severity), severity.toString()))
                .collect(Collectors.joining(", "));
        return new Cell(
                counts,
                part.ailments().stream()
                        .map(Ailment::severity)
                        .min(Severity::compareTo)
                        .map(ExaminationTables::style)
                        .orElse(Style.PLAIN));
    }

    private static long count(Examination.Part part, Severity severity) {
        return part.ailments().stream()
                .filter(ailment -> ailment.severity() == severity)
                .count();
    }

    private void print(Examination.Part part, Ailment ailment) {
        surroundings.out().println();
        surroundings
                .out()
                .println(surroundings
                                .terminal()
                                .styled(
                                        style(ailment.severity()),
                                        ailment.severity().toString())
                        + Terminal.printable(": " + part.name() + ": " + ailment.what()));
        surroundings.say("  where: " + ailment.where());
        surroundings.say("  why:   " + ailment.why());
        surroundings.say("  mend:  " + ailment.mend());
    }

    private static Style style(Severity severity) {
        return switch (severity) {
            case ERROR -> Style.REFUSED;
            case WARNING -> Style.REMOVED;
            case HINT -> Style.FAINT;
        };
    }
}
