package net.mytestbed.pxe.problem;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param code what kind of thing
 * @param node the name of the node it is about, empty where it is about no single node
 * @param sentence what is wrong, what was expected and what to do, for an operator
 */
public record Problem(ProblemCode code, Optional<String> node, String sentence) {
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(node, "node");
        requireNonNull(sentence, "sentence");
    }

    /** A problem that is about no single node. */
    public static Problem of(ProblemCode code, String sentence) {
        return new Problem(code, Optional.empty(), sentence);
    }

    /** A problem of one node, by its name. */
    public static Problem ofNode(ProblemCode code, String node, String sentence) {
        return new Problem(code, Optional.of(node), sentence);
    }

    /** A value of a request that its type refused; the refusal's message is the sentence. */
    public static Problem badRequest(IllegalArgumentException refusal) {
        return of(ProblemCode.BAD_REQUEST, requireNonNullElse(refusal.getMessage(), refusal.toString()));
    }
}
