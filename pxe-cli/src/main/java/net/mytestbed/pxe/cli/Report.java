package net.mytestbed.pxe.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import net.mytestbed.pxe.cli.doctor.Examination;
import net.mytestbed.pxe.cli.probe.ProbeReport;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;
import org.jspecify.annotations.Nullable;

/** Prints an answer on standard output, for people or for programs; what it warns of and what was refused goes to standard error. */
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
            case table -> new PlanTables(surroundings).print(plan);
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
            case table -> linkTables().print(states);
        }
        warnOfStale(states.staleSince());
    }

    /** What the inventories say now. */
    void print(WireRefresh refresh) {
        switch (format) {
            case json -> printJson(refresh);
            case table -> new RefreshTables(surroundings).print(refresh);
        }
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
            case table -> linkTables().print(links);
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
            case table -> linkTables().print(prune);
        }
        prune.warnings().forEach(warning -> surroundings.complain("warning: " + warning));
    }

    /** Standard output is for what was done; a person who is asked first sees what it is about beside the question. */
    void showBeforeQuestion(WireLinks.Prune found) {
        new LinkTables(surroundings, surroundings.err()).printStale(found);
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
}
