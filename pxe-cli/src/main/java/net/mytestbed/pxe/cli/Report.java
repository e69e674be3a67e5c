package net.mytestbed.pxe.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.cli.doctor.Examination;
import net.mytestbed.pxe.cli.probe.ProbeReport;
import net.mytestbed.pxe.cli.terminal.Style;
import net.mytestbed.pxe.cli.terminal.Table;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLease;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;
import org.jspecify.annotations.Nullable;

/** Prints what became of nodes, or what they boot, on standard output; what was refused goes to standard error. */
final class Report {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Surroundings surroundings;
    private final OutputOption.Format format;

    Report(Surroundings surroundings, OutputOption.Format format) {
        this.surroundings = surroundings;
        this.format = format;
    }

    /** What became, or in a dry run would become, of each node. */
    ExitStatus print(WireNodes.Plan plan) {
        switch (format) {
            case json -> printJson(plan);
            case table -> printTable(plan);
        }
        plan.warnings().forEach(warning -> surroundings.complain("warning: " + warning));
        warnOfStale(plan.staleSince());
        List<WireNodes.PlannedNode> refused =
                plan.nodes().stream().filter(node -> node.reason() != null).toList();
        refused.forEach(node -> surroundings.complain("Node " + node.node() + ": " + node.reason()));
        return refused.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** What each node boots by now. */
    void print(WireNodes.States states) {
        switch (format) {
            case json -> printJson(states);
            case table -> printTable(states);
        }
        warnOfStale(states.staleSince());
    }

    /** What the inventories say now. */
    void print(WireRefresh refresh) {
        switch (format) {
            case json -> printJson(refresh);
            case table -> printTable(refresh);
        }
    }

    private void printTable(WireRefresh refresh) {
        if (refresh.domains().isEmpty()) {
            surroundings
                    .out()
                    .println(
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

    /** @param since when what the inventory said was said, where it does not answer now */
    void warnOfStale(@Nullable String since) {
        if (since != null) {
            surroundings.complain(
                    "warning: The inventory does not answer; this rests on what it said at " + since + ".");
        }
    }

    /** What stands in the whole boot directory. */
    void print(WireLinks.Links links) {
        switch (format) {
            case json -> printJson(links);
            case table -> printTable(links);
        }
    }

    /** Why a node boots what it boots. */
    void print(WireExplanation explanation) {
        switch (format) {
            case json -> printJson(explanation);
            case table -> new ExplanationTables(surroundings).print(explanation);
        }
        warnOfStale(explanation.staleSince());
    }

    /** What a node gets from the TFTP server. */
    void print(ProbeReport probed) {
        switch (format) {
            case json -> printJson(probed);
            case table -> new ProbeTables(surroundings).print(probed);
        }
    }

    /** What is wrong with an installation. */
    void print(Examination examination) {
        switch (format) {
            case json -> printJson(examination);
            case table -> new ExaminationTables(surroundings).print(examination);
        }
    }

    /** The boot configurations. */
    void print(WireImages.Images images) {
        switch (format) {
            case json -> printJson(images);
            case table -> new ConfigTables(surroundings).printImages(images);
        }
    }

    /** What is of no use any more, and went or, in a dry run, would go. */
    void print(WireLinks.Prune prune) {
        switch (format) {
            case json -> printJson(prune);
            case table -> printTable(prune);
        }
        prune.warnings().forEach(warning -> surroundings.complain("warning: " + warning));
    }

    /** Standard output is for what was done; a person who is asked first sees what it is about beside the question. */
    void showBeforeQuestion(WireLinks.Prune found) {
        new LinkTables(surroundings, surroundings.err()).printStale(found);
    }

    private void printTable(WireNodes.States states) {
        linkTables().printNodes(states);
        summarize("nodes", states.nodes(), WireNodes.State::image);
        linkTables().printRequests(states.nodes().stream().map(WireNodes.State::lease));
    }

    private void printTable(WireLinks.Links links) {
        if (links.links().isEmpty()) {
            surroundings.out().println("There are no links: every node boots its default.");
            return;
        }
        linkTables().printLinks(links);
        summarize("links", links.links(), WireLinks.Link::target);
        linkTables().printRequests(links.links().stream().map(WireLinks.Link::lease));
    }

    private void printTable(WireLinks.Prune prune) {
        if (prune.stale().isEmpty()) {
            surroundings.out().println(prune.dryRun() ? "Nothing is of no use." : "Nothing was removed.");
            return;
        }
        linkTables().printStale(prune);
        summarize(prune.dryRun() ? "to remove" : "removed", prune.stale(), LinkTables::why);
        if (prune.dryRun()) {
            surroundings.out().println("Nothing was changed (dry run).");
        }
    }

    private LinkTables linkTables() {
        return new LinkTables(surroundings, surroundings.out());
    }

    private void printJson(Object answer) {
        try {
            surroundings.out().println(JSON.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer could not be written as JSON.", e);
        }
    }

    private void printTable(WireNodes.Plan plan) {
        Table table = new Table("NODE", "ADDRESS", "HEX", "CHANGE", "BOOTS", "UNTIL", "LEFT");
        for (WireNodes.PlannedNode node : plan.nodes()) {
            table.add(
                    Cell.of(node.node()),
                    Cell.of(node.address()),
                    Cell.of(node.hex()),
                    new Cell(plan.dryRun() ? node.change() : done(node.change()), style(node.change())),
                    Cell.of(node.to()),
                    Cell.of(until(node.lease())),
                    Cell.of(left(node.lease())));
        }
        table.print(surroundings.out(), surroundings.terminal());
        summarize("nodes", plan.nodes(), node -> plan.dryRun() ? "to " + node.change() : done(node.change()));
        if (plan.dryRun()) {
            surroundings.out().println("Nothing was changed (dry run).");
        }
    }

    /** A line that says it all, where there are too many lines above to count. */
    private <T> void summarize(String things, List<T> nodes, Function<T, String> what) {
        if (nodes.size() > 1) {
            LinkedHashMap<String, Long> counts =
                    nodes.stream().collect(groupingBy(what, LinkedHashMap::new, counting()));
            surroundings
                    .out()
                    .println(nodes.size() + " " + things + ": "
                            + counts.entrySet().stream()
                                    .map(count -> count.getValue() + " " + Terminal.printable(count.getKey()))
                                    .collect(joining(", ")));
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
        return Optional.ofNullable(lease)
                .map(known -> Optional.ofNullable(known.until()).orElse("cleared"))
                .orElse("");
    }

    private String left(@Nullable WireLease lease) {
        return TimeLeft.of(lease, surroundings.clock());
    }
}
