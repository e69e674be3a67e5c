package net.mytestbed.pxe.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the parameters of one request, so that the answer names all of it. */
public final class RequestProblems {
    private final List<Problem> problems = new ArrayList<>();

    /** Notes something that is wrong, as a sentence. */
    public void add(String sentence) {
        problems.add(Problem.of(ProblemCode.BAD_REQUEST, sentence));
    }

    /** What the reading makes of a parameter; if it refuses, why is noted and nothing returned. */
    public <T> Optional<T> attempt(Supplier<? extends T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (PxeException e) {
            problems.addAll(e.problems());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.badRequest(e));
        }
        return Optional.empty();
    }

    /** What the reading makes of a parameter that may be left out; if it refuses, why is noted and nothing returned. */
    public <T> Optional<T> attempt(@Nullable String value, Function<String, ? extends T> reading) {
        return value == null ? Optional.empty() : attempt(() -> reading.apply(value));
    }

    /** @throws PxeException if anything was noted */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }
}
