package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 2",
        "UNKNOWN_NODE, 3",
        "UNKNOWN_DOMAIN, 3",
        "NO_ADDRESS, 1",
        "NO_IMAGE, 1",
        "ADDRESS_MISMATCH, 1",
        "NOT_A_LINK, 1",
        "ADDRESS_CONFLICT, 1",
        "BAD_IMAGE, 1",
        "UNKNOWN_IMAGE, 1",
        "KEY_REUSED, 1",
        "INVENTORY_NONSENSE, 1",
        "INVENTORY_DOWN, 4",
        "INVENTORY_SLOW, 4",
        "DIRECTORY_FULL, 1",
        "DIRECTORY_READ_ONLY, 1",
        "DIRECTORY_GONE, 1",
        "DIRECTORY_FAILED, 1",
        "UNAUTHENTICATED, 1",
        "FORBIDDEN, 1"
    })
    void everyKindOfProblemHasItsStatus(ProblemCode code, int status) {
        assertThat(ExitStatus.of(code).number()).isEqualTo(status);
    }

    @Test
    void whatOnlyANewerServiceCallsAProblemIsAFailure() {
        assertThat(ExitStatus.of("unknown-node")).isEqualTo(ExitStatus.UNKNOWN);
        assertThat(ExitStatus.of("node-on-fire")).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void ofSeveralTheHighestCounts() {
        assertThat(ExitStatus.of(ImmutableList.of(
                        Problem.of(ProblemCode.NO_ADDRESS, "One."),
                        Problem.of(ProblemCode.UNKNOWN_NODE, "Two."),
                        Problem.of(ProblemCode.BAD_REQUEST, "Three."))))
                .isEqualTo(ExitStatus.UNKNOWN);
    }
}
