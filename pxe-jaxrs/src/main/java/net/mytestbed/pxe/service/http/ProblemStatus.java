package net.mytestbed.pxe.service.http;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;

/** The HTTP status of each kind of problem. The OMF wire and the JSON API promise the same ones. */
public final class ProblemStatus {
    private ProblemStatus() {}

    /**
     * The status of an answer that tells all of these problems: the highest, so that a failure of ours or of the inventory's is never
     * shown as the caller's mistake.
     */
    static int of(ImmutableList<Problem> problems) {
        return problems.stream()
                .map(Problem::code)
                .mapToInt(ProblemStatus::of)
                .max()
                .orElseThrow();
    }

    /** The status of one kind of problem. */
    public static int of(ProblemCode code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case UNKNOWN_NODE, UNKNOWN_DOMAIN, UNKNOWN_IMAGE -> 404;
            case NO_ADDRESS, NO_IMAGE, ADDRESS_MISMATCH, NOT_A_LINK, ADDRESS_CONFLICT -> 409;
            case BAD_IMAGE, KEY_REUSED -> 422;
            case DIRECTORY_READ_ONLY, DIRECTORY_GONE, DIRECTORY_FAILED -> 500;
            case INVENTORY_NONSENSE -> 502;
            case INVENTORY_DOWN -> 503;
            case INVENTORY_SLOW -> 504;
            case DIRECTORY_FULL -> 507;
        };
    }
}
