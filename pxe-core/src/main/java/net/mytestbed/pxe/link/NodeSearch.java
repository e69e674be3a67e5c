package net.mytestbed.pxe.link;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootProgram;
import net.mytestbed.pxe.boot.SearchName;
import net.mytestbed.pxe.link.AskedFile.Found;
import net.mytestbed.pxe.link.AskedFile.Missing;
import net.mytestbed.pxe.link.AskedFile.NotServed;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;

/**
 * How a boot program looks for one node's configuration: every name that it asks for, and what becomes of each.
 *
 * @param program the boot program
 * @param steps the names in the program's order
 */
public record NodeSearch(BootProgram program, ImmutableList<Step> steps) {
    public NodeSearch {
        requireNonNull(program, "program");
        requireNonNull(steps, "steps");
    }

    /**
     * One name.
     *
     * @param name the name
     * @param outcome what becomes of it
     * @param file what stands there; {@link Missing} where the name is not known
     */
    public record Step(SearchName name, Outcome outcome, AskedFile file) {
        public Step {
            requireNonNull(name, "name");
            requireNonNull(outcome, "outcome");
            requireNonNull(file, "file");
        }
    }

    /** What becomes of a name. */
    public enum Outcome {
        /** The name is not known, so that it was not looked for. */
        UNKNOWN,
        /** There is no such file. */
        MISSING,
        /** There is something that the node does not get; it goes on to the next name. */
        NOT_SERVED,
        /** The node hangs on it. */
        HANGS,
        /** The node takes this one. */
        WINS,
        /** The node would get it, but an earlier name decides. */
        HIDDEN
    }

    /**
     * Looks for all of the names as the program does.
     *
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if the directory fails
     */
    public static NodeSearch of(
            BootProgram program,
            HexIp address,
            Optional<MacAddress> mac,
            Optional<UUID> uuid,
            BootDirectory directory) {
        ImmutableList<NodeSearch> searches = program.directories().stream()
                .map(place -> new NodeSearch(program, steps(program.searchNames(place, address, mac, uuid), directory)))
                .collect(toImmutableList());
        return searches.stream().filter(NodeSearch::findsAnything).findFirst().orElse(searches.get(0));
    }

    private static ImmutableList<Step> steps(ImmutableList<SearchName> names, BootDirectory directory) {
        ImmutableList.Builder<Step> steps = ImmutableList.builder();
        boolean isDecided = false;
        for (SearchName name : names) {
            AskedFile file = name.isKnown() ? directory.asked(name.path()) : new Missing();
            Outcome outcome = outcome(name, file, isDecided);
            isDecided |= outcome == Outcome.WINS || outcome == Outcome.HANGS;
            steps.add(new Step(name, outcome, file));
        }
        return steps.build();
    }

    private static Outcome outcome(SearchName name, AskedFile file, boolean isDecided) {
        if (!name.isKnown()) {
            return Outcome.UNKNOWN;
        }
        if (file instanceof Missing) {
            return Outcome.MISSING;
        }
        if (file instanceof NotServed notServed) {
            return notServed.hangs() && !isDecided ? Outcome.HANGS : Outcome.NOT_SERVED;
        }
        return isDecided ? Outcome.HIDDEN : Outcome.WINS;
    }

    private boolean findsAnything() {
        return steps.stream().anyMatch(step -> !(step.file() instanceof Missing));
    }

    /** The name that decides; empty where there is none, and where the node hangs before it. */
    public Optional<Step> winner() {
        return steps.stream().filter(step -> step.outcome() == Outcome.WINS).findFirst();
    }

    /** What is in the file that decides. */
    public Optional<BootConfig> config() {
        return winner().map(step -> ((Found) step.file()).config());
    }

    /** What an operator should know of it, sentences. */
    public ImmutableList<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Step step : steps) {
            if (step.file() instanceof NotServed notServed) {
                remarks.add(step.name().path() + " " + notServed.reason());
            }
        }
        Optional<Step> decides = steps.stream()
                .filter(step -> step.outcome() == Outcome.WINS || step.outcome() == Outcome.HANGS)
                .findFirst();
        decides.ifPresent(first -> steps.stream()
                .filter(step -> step.outcome() == Outcome.HIDDEN)
                .map(hidden -> hides(first, hidden))
                .flatMap(Optional::stream)
                .forEach(remarks::add));
        if (decides.isEmpty()) {
            remarks.add("No name is served: the node gets no configuration of " + program.wireName() + ".");
        }
        return ImmutableList.copyOf(remarks);
    }

    /** That a link to the node itself hides what all nodes boot is as it should be. */
    private static Optional<String> hides(Step first, Step hidden) {
        SearchName.Kind kind = first.name().kind();
        if (kind == SearchName.Kind.ADDRESS && first.outcome() == Outcome.WINS) {
            return Optional.empty();
        }
        String advice = hidden.name().kind() == SearchName.Kind.ADDRESS
                ? "; the aggregate manager's link does nothing for this node. Remove "
                        + first.name().path() + " if it was forgotten."
                : kind == SearchName.Kind.PREFIX
                        ? "; it is for every node whose hex name begins with "
                                + first.name().file() + "."
                        : ".";
        return Optional.of(first.name().path() + " hides " + hidden.name().path() + advice);
    }
}
