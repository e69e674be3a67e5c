package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.link.AskedFile.Found;
import net.mytestbed.pxe.link.AskedFile.NotServed;
import net.mytestbed.pxe.link.NodeSearch;
import net.mytestbed.pxe.manager.NodeExplanation;
import net.mytestbed.pxe.node.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * Why a node boots what it boots, as an answer tells it.
 *
 * @param mac the hardware address that the inventory has; absent where it has none
 * @param boots what the node does with the configuration that PXELINUX finds; absent where it finds none
 * @param findings what the check says of that configuration
 * @param programs how each boot program looks for the node's configuration, PXELINUX first
 * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said; else absent
 */
public record WireExplanation(
        String node,
        String domain,
        String address,
        String hex,
        @Nullable String mac,
        @Nullable WireBoot boots,
        List<WireFinding> findings,
        List<Program> programs,
        @Nullable String staleSince) {
    public WireExplanation {
        requireNonNull(node, "node");
        requireNonNull(domain, "domain");
        requireNonNull(address, "address");
        requireNonNull(hex, "hex");
        requireNonNull(findings, "findings");
        requireNonNull(programs, "programs");
    }

    /**
     * One boot program.
     *
     * @param program {@code pxelinux}, {@code grub} or {@code uboot}
     * @param file the name that decides; absent where there is none
     * @param names every name it asks for, in its order
     * @param remarks what hides what, and what would not be served, sentences
     */
    public record Program(String program, @Nullable String file, List<Name> names, List<String> remarks) {
        public Program {
            requireNonNull(program, "program");
            requireNonNull(names, "names");
            requireNonNull(remarks, "remarks");
        }

        private static Program of(NodeSearch search) {
            return new Program(
                    search.program().wireName(),
                    search.winner().map(step -> step.name().path()).orElse(null),
                    search.steps().stream().map(Name::of).collect(toImmutableList()),
                    search.remarks());
        }
    }

    /**
     * One name.
     *
     * @param name relative to the boot program's directory
     * @param kind {@code uuid}, {@code mac}, {@code address}, {@code prefix}, {@code architecture} or {@code default}
     * @param outcome {@code unknown}, {@code missing}, {@code not-served}, {@code hangs}, {@code wins} or {@code hidden}
     * @param target where it is a link: its text
     * @param reason where it is not served: why
     */
    public record Name(
            String name,
            String kind,
            String outcome,
            @Nullable String target,
            @Nullable String reason) {
        public Name {
            requireNonNull(name, "name");
            requireNonNull(kind, "kind");
            requireNonNull(outcome, "outcome");
        }

        private static Name of(NodeSearch.Step step) {
            return new Name(
                    step.name().path(),
                    word(step.name().kind()),
                    word(step.outcome()),
                    step.file() instanceof Found found ? found.target().orElse(null) : null,
                    step.file() instanceof NotServed notServed ? "It " + notServed.reason() : null);
        }

        private static String word(Enum<?> value) {
            return Ascii.toLowerCase(value.name()).replace('_', '-');
        }
    }

    /** The answer that tells this. */
    public static WireExplanation of(NodeExplanation explained) {
        return new WireExplanation(
                explained.known().node().id().value(),
                explained.known().node().domain().value(),
                explained.address().address(),
                explained.address().hex(),
                explained.known().mac().map(MacAddress::value).orElse(null),
                explained.boots().map(WireBoot::of).orElse(null),
                explained.findings().stream().map(WireFinding::of).collect(toImmutableList()),
                explained.searches().stream().map(Program::of).collect(toImmutableList()),
                optionalTime(explained.staleSince()));
    }

    private static @Nullable String optionalTime(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
