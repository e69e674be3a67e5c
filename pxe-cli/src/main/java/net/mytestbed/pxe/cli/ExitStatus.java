package net.mytestbed.pxe.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;

/** How a command ended, for the script that called it. The numbers are part of the public contract. */
enum ExitStatus {
    /** Everything that was asked for was done. */
    DONE(0),
    /** It was refused, or failed. */
    FAILED(1),
    /** The arguments, or the configuration file, cannot be read. */
    WRONG_USAGE(2),
    /** The inventory does not know the node or the domain. */
    UNKNOWN(3),
    /** The inventory or the server could not be reached. */
    UNREACHABLE(4);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    /** The number that the process ends with, 0 to 4. */
    int number() {
        return number;
    }

    /** The status for one kind of problem. */
    static ExitStatus of(ProblemCode code) {
        return switch (code) {
            case BAD_REQUEST -> WRONG_USAGE;
            case UNKNOWN_NODE, UNKNOWN_DOMAIN -> UNKNOWN;
            case INVENTORY_DOWN, INVENTORY_SLOW -> UNREACHABLE;
            case NO_ADDRESS,
                    NO_IMAGE,
                    ADDRESS_MISMATCH,
                    NOT_A_LINK,
                    ADDRESS_CONFLICT,
                    BAD_IMAGE,
                    UNKNOWN_IMAGE,
                    KEY_REUSED,
                    INVENTORY_NONSENSE,
                    DIRECTORY_FULL,
                    DIRECTORY_READ_ONLY,
                    DIRECTORY_GONE,
                    DIRECTORY_FAILED,
                    UNAUTHENTICATED,
                    FORBIDDEN -> FAILED;
        };
    }

    /** The status for one kind of problem by its name on the wire; what a newer service may call a problem is a failure. */
    static ExitStatus of(String wireName) {
        return ProblemCode.named(wireName).map(ExitStatus::of).orElse(FAILED);
    }

    /** The status where all of these went wrong. */
    static ExitStatus of(Collection<Problem> problems) {
        return highest(problems.stream().map(problem -> of(problem.code())));
    }

    /** Of several the highest, so that what may pass by itself is not taken for a refusal; of none that all is done. */
    static ExitStatus highest(Stream<ExitStatus> all) {
        return all.max(Comparator.comparing(ExitStatus::number)).orElse(DONE);
    }
}
