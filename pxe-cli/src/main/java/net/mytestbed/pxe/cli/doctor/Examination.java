package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.stream.Stream;
import net.mytestbed.pxe.problem.Problem;
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
            return unseen(check.part(), failed.problems().stream().map(Problem::sentence));
        } catch (YamlException unusable) {
            return unseen(check.part(), unusable.complaints().stream().map(Object::toString));
        } catch (UncheckedIOException e) {
            return unseen(check.part(), requireNonNull(e.getCause()));
        } catch (IOException e) {
            return unseen(check.part(), e);
        }
    }

    /** A part of which something that is there cannot be read. */
    static Part unseen(String part, IOException failure) {
        return unseen(part, Stream.of(sentence(failure)));
    }

    private static Part unseen(String part, Stream<String> sentences) {
        return new Part(
                part,
                sentences
                        .map(sentence -> Ailment.error(
                                sentence,
                                part,
                                "This part could not be looked at any further.",
                                "Do as it says, as root if need be."))
                        .collect(toImmutableList()));
    }

    /** What the file system throws tells the file, and by its type what is wrong with it. */
    private static String sentence(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (failure instanceof AccessDeniedException closed) {
            return closed.getFile() + " may not be read by you.";
        }
        return requireNonNullElse(failure.getMessage(), failure.toString());
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
