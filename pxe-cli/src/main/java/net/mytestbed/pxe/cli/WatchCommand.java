package net.mytestbed.pxe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.ServerEvents;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.api.WireEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        header = "Print every change of what nodes boot, as it happens.",
        description = {
            "",
            "Listens to a running service, that of --server or the one that the configuration is for, until it is told to"
                    + " stop (Ctrl-C). Where the connection breaks it is made anew, and what happened meanwhile is"
                    + " printed then; where the service does not know that any more, a line says so.",
            "",
            "Changes are heard that the service makes. What pxe set and pxe clear change beside it, without --server,"
                    + " is not; that a lease of theirs has ended is.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe watch --server http://am:5054",
            "  pxe watch --domain sb8.orbit-lab.org",
            "  pxe watch -o json | jq -c 'select(.cause == \"expire\")'"
        })
final class WatchCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** After others the time that is told is over. */
    private static final ImmutableSet<String> CAUSES_OF_AN_END_TO_COME = ImmutableSet.of("set", "clock");

    private final Surroundings surroundings;

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "Only changes of nodes of this testbed.")
    private Optional<Domain> domain = Optional.empty();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        try (ServerEvents events = place.events(domain)) {
            events.listen(new Printer());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.DONE.number();
    }

    private final class Printer implements ServerEvents.Listener {
        @Override
        public void begins() {
            // Nothing has happened yet.
        }

        /** Who reads the output may leave, as head does. */
        @Override
        public boolean heard(String type, JsonNode data) {
            if (output.isJson()) {
                ObjectNode line = JSON.createObjectNode().put("event", type);
                data.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
                surroundings.out().println(line);
            } else if (type.equals(WireEvents.CHANGE)) {
                surroundings.out().println(line(data));
            }
            if (type.equals(WireEvents.GAP)) {
                surroundings.complain("Changes were missed. " + text(data, "reason"));
            }
            return !surroundings.out().checkError();
        }

        @Override
        public void lost(String why) {
            surroundings.complain(why + " Trying again until it can be reached.");
        }

        @Override
        public void back() {
            surroundings.complain("The server was reached again.");
        }
    }

    private String line(JsonNode change) {
        String until = text(change, "until");
        return printable(change, "time") + "  "
                + (change.has("node") ? printable(change, "node") : printable(change, "address")) + "  "
                + printable(change, "before") + " -> "
                + surroundings.terminal().styled(style(text(change, "origin")), printable(change, "after")) + "  "
                + printable(change, "cause") + " by " + printable(change, "by")
                + (until.isEmpty() || !CAUSES_OF_AN_END_TO_COME.contains(text(change, "cause"))
                        ? ""
                        : " until " + Terminal.printable(until));
    }

    private static Style style(String origin) {
        return switch (origin) {
            case "am" -> Style.CHANGED;
            case "none" -> Style.REMOVED;
            default -> Style.PLAIN;
        };
    }

    private static String printable(JsonNode event, String field) {
        return Terminal.printable(text(event, field));
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asText();
    }
}
