package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.stream.Stream;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.yaml.YamlException;

/**
 * What was looked at, in order, and what was found.
 *
 * @param parts one for each check
 */
public record Examination(ImmutableList<Part> parts) {
    /**
     * One part of the installation.
     *
     * @param name the part, one word
     * @param ailments what is wrong with it
     */
    public record Part(String name, ImmutableList<Ailment> ailments) {
        public Part {
            requireNonNull(name, "name");
            requireNonNull(ailments, "ailments");
        }
    }

    public Examination {
        requireNonNull(parts, "parts");
    }

    /** Carries these checks out, one after the other; what one of them cannot look at does not keep the next from it. */
    static Examination by(Collection<? extends Check> checks) {
        return new Examination(checks.stream().map(Examination::carriedOut).collect(toImmutableList()));
    }

    private static Part carriedOut(Check check) {
        try {
            return new Part(check.part(), check.look());
        } catch (PxeException failed) {
            return new Part(
                    check.part(),
                    failed.problems().stream()
                            .map(problem -> unseen(check, problem.sentence()))
                            .collect(toImmutableList()));
        } catch (YamlException unusable) {
            return new Part(
                    check.part(),
                    unusable.complaints().stream()
                            .map(complaint -> unseen(check, complaint.toString()))
                            .collect(toImmutableList()));
        } catch (IOException | UncheckedIOException e) {
            return new Part(check.part(), ImmutableList.of(unseen(check, e.toString())));
        }
    }

    private static Ailment unseen(Check check, String sentence) {
        return Ailment.error(
                sentence,
                check.part(),
                "This part could not be looked at any further.",
                "Do as it says, as root if need be.");
    }

    /** All that is wrong. */
    public Stream<Ailment> ailments() {
        return parts.stream().flatMap(part -> part.ailments().stream());
    }

    /** Whether anything is at least as bad as this. */
    public boolean hasAny(Ailment.Severity least) {
        return ailments().anyMatch(ailment -> ailment.severity().compareTo(least) <= 0);
    }
}
