package net.mytestbed.pxe.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.google.common.base.Strings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.service.api.WireLease;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import org.jspecify.annotations.Nullable;

/**
 * Links as tables. So that a line has room on a terminal of 100 columns, a link names the request that made it by the beginning of
 * its id, and each request is told once below.
 */
final class LinkTables {
    private static final int SHORT_ID = 8;

    private final Surroundings surroundings;
    private final PrintWriter out;

    /** @param out which of the two outputs to print on */
    LinkTables(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    void print(WireNodes.States states) {
        int idLength = idLength(states.nodes().stream().map(WireNodes.State::lease));
        Table table = shownLinks();
        for (WireNodes.State state : states.nodes()) {
            add(
                    table,
                    state.node(),
                    new WireLinks.Link(
                            state.address(), state.hex(), state.image(), state.origin(), null, null, state.lease()),
                    idLength);
        }
        print(table);
        Summary.of("nodes", states.nodes(), WireNodes.State::image).ifPresent(this::say);
        printRequests(states.nodes().stream().map(WireNodes.State::lease));
    }

    void print(WireLinks.Links links) {
        if (links.links().isEmpty()) {
            say("There are no links: every node boots its default.");
            return;
        }
        int idLength = idLength(links.links().stream().map(WireLinks.Link::lease));
        Table table = shownLinks();
        for (WireLinks.Link link : links.links()) {
            add(table, Strings.nullToEmpty(link.node()), link, idLength);
        }
        print(table);
        Summary.of("links", links.links(), WireLinks.Link::target).ifPresent(this::say);
        printRequests(links.links().stream().map(WireLinks.Link::lease));
    }

    private static Table shownLinks() {
        return new Table("NODE", "ADDRESS", "HEX", "BOOTS", "SET BY", "LEFT", "REQUEST");
    }

    private void add(Table table, String node, WireLinks.Link link, int idLength) {
        Optional<WireLease> lease = Optional.ofNullable(link.lease());
        table.add(
                Cell.of(node),
                Cell.of(link.address()),
                Cell.of(link.hex()),
                new Cell(link.target(), link.origin().equals("none") ? Style.FAINT : Style.PLAIN),
                Cell.of(lease.map(WireLease::by).orElse(link.origin().equals("none") ? "" : link.origin())),
                Cell.of(TimeLeft.of(link.lease(), surroundings.clock())),
                Cell.of(lease.map(known -> shortened(known.request(), idLength)).orElse("")));
    }

    /** Each request that made one of these links: when, until when they stand, and how many they are. */
    private void printRequests(Stream<@Nullable WireLease> leases) {
        Map<WireLease, Long> requests =
                leases.filter(Objects::nonNull).collect(groupingBy(lease -> lease, LinkedHashMap::new, counting()));
        if (!requests.isEmpty()) {
            Table table = new Table("REQUEST", "SINCE", "UNTIL", "LINKS");
            requests.forEach((lease, links) -> table.add(
                    Cell.of(lease.request()),
                    Cell.of(lease.since()),
                    Cell.of(until(lease)),
                    Cell.of(Long.toString(links))));
            out.println();
            print(table);
        }
    }

    /** When it ends, as words. */
    static String until(WireLease lease) {
        return Optional.ofNullable(lease.until()).orElse("cleared");
    }

    /** What is of no use any more, and went or, in a dry run, would go. */
    void print(WireLinks.Prune prune) {
        if (prune.stale().isEmpty()) {
            say(prune.dryRun() ? "Nothing is of no use." : "Nothing was removed.");
            return;
        }
        printStale(prune);
        Summary.of(prune.dryRun() ? "to remove" : "removed", prune.stale(), LinkTables::why)
                .ifPresent(this::say);
        if (prune.dryRun()) {
            say("Nothing was changed (dry run).");
        }
    }

    void printStale(WireLinks.Prune prune) {
        Table table = new Table("NODE", "ADDRESS", "HEX", "BOOTS", "SET BY", "GOES", "WHY");
        for (WireLinks.StaleLink stale : prune.stale()) {
            WireLinks.Link link = stale.link();
            table.add(
                    Cell.of(Strings.nullToEmpty(link.node())),
                    Cell.of(link.address()),
                    Cell.of(link.hex()),
                    Cell.of(link.target()),
                    Cell.of(link.origin().equals("none") ? "" : link.origin()),
                    new Cell(stale.goes(), Style.REMOVED),
                    Cell.of(why(stale)));
        }
        print(table);
    }

    /** In a few words. */
    private static String why(WireLinks.StaleLink stale) {
        return stale.code().replace('-', ' ');
    }

    private void say(String line) {
        out.println(Terminal.printable(line));
    }

    private void print(Table table) {
        table.print(out, surroundings.terminal());
    }

    /** So many characters that different ids still look different. */
    private static int idLength(Stream<@Nullable WireLease> leases) {
        Set<String> ids =
                leases.flatMap(Stream::ofNullable).map(WireLease::request).collect(toSet());
        int length = SHORT_ID;
        while (shortened(ids, length).stream().distinct().count() < ids.size()) {
            length++;
        }
        return length;
    }

    private static List<String> shortened(Set<String> ids, int length) {
        return ids.stream().map(id -> shortened(id, length)).toList();
    }

    private static String shortened(String id, int length) {
        return id.substring(0, Math.min(length, id.length()));
    }
}
