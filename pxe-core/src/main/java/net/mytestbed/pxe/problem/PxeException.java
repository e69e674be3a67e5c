package net.mytestbed.pxe.problem;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A request that was refused or failed, with everything that is wrong with it. Unless a problem says otherwise nothing was
 * changed.
 */
public final class PxeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Transient only because {@link Problem} is a value for the wire and not for Java serialization. */
    private final transient ImmutableList<Problem> problems;

    /** @throws IllegalArgumentException if there is no problem */
    public PxeException(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(joining(" ")));
        checkArgument(!problems.isEmpty(), "an exception needs a problem");
        this.problems = ImmutableList.copyOf(problems);
    }

    /** One problem, with the failure that brought it to light. */
    public PxeException(Problem problem, Throwable cause) {
        super(problem.sentence(), cause);
        this.problems = ImmutableList.of(problem);
    }

    /** One problem. */
    public PxeException(Problem problem) {
        this(ImmutableList.of(problem));
    }

    /** Everything that is wrong, at least one. */
    public ImmutableList<Problem> problems() {
        return problems;
    }
}
