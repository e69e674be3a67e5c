package net.mytestbed.pxe.cli;

import java.util.List;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.service.api.WireBoot;
import net.mytestbed.pxe.service.api.WireFinding;
import net.mytestbed.pxe.service.api.WireImages;
import org.jspecify.annotations.Nullable;

/** Boot configurations and what nodes do with them, for people. */
final class ConfigTables {
    private final Surroundings surroundings;

    ConfigTables(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void printImages(WireImages.Images images) {
        if (images.images().isEmpty()) {
            surroundings.out().println("There are no boot configurations.");
            return;
        }
        Table table = new Table("IMAGE", "STATE", "BOOTS");
        for (WireImages.Image image : images.images()) {
            table.add(Cell.of(image.name()), state(image), Cell.of(boots(image.boots())));
        }
        table.print(surroundings.out(), surroundings.terminal());
        for (WireImages.Image image : images.images()) {
            if (image.unusable() != null) {
                surroundings.say(image.name() + ": " + image.unusable());
            }
            printFindings(image.name(), image.findings());
        }
    }

    void printFindings(String name, List<WireFinding> findings) {
        for (WireFinding finding : findings) {
            surroundings.say(name + (finding.line() == null ? "" : ", line " + finding.line()) + ": "
                    + finding.severity() + ": " + finding.detail());
        }
    }

    private static Cell state(WireImages.Image image) {
        if (image.unusable() != null) {
            return new Cell("unusable", Style.REFUSED);
        }
        if (image.findings().stream().anyMatch(finding -> finding.severity().equals("error"))) {
            return new Cell("error", Style.REFUSED);
        }
        return image.findings().isEmpty() ? Cell.of("good") : new Cell("warning", Style.CHANGED);
    }

    /** In one line. */
    static String boots(@Nullable WireBoot boot) {
        if (boot == null) {
            return "";
        }
        return switch (boot.does()) {
            case "kernel" ->
                "kernel " + boot.kernel()
                        + (boot.initrds() == null || boot.initrds().isEmpty()
                                ? ""
                                : " + " + String.join(" + ", boot.initrds()));
            case "disk" -> "local disk";
            case "program" -> "program " + boot.program() + " " + boot.arguments();
            case "config" -> "configuration " + boot.file();
            case "menu" -> "menu " + boot.program() + ", then " + boots(boot.afterTimeout());
            default -> "waits: " + boot.reason();
        };
    }
}
