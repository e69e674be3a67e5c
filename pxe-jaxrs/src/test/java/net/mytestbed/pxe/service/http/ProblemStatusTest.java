package net.mytestbed.pxe.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemStatusTest {
    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400",
        "UNAUTHENTICATED, 401",
        "FORBIDDEN, 403",
        "UNKNOWN_NODE, 404",
        "UNKNOWN_DOMAIN, 404",
        "UNKNOWN_IMAGE, 404",
        "NO_ADDRESS, 409",
        "NO_IMAGE, 409",
        "ADDRESS_MISMATCH, 409",
        "NOT_A_LINK, 409",
        "ADDRESS_CONFLICT, 409",
        "BAD_IMAGE, 422",
        "KEY_REUSED, 422",
        "DIRECTORY_READ_ONLY, 500",
        "DIRECTORY_GONE, 500",
        "DIRECTORY_FAILED, 500",
        "INVENTORY_NONSENSE, 502",
        "INVENTORY_DOWN, 503",
        "INVENTORY_SLOW, 504",
        "DIRECTORY_FULL, 507",
    })
    void eachKindOfProblemHasItsStatus(ProblemCode code, int status) {
        assertThat(ProblemStatus.of(code)).isEqualTo(status);
    }

    @Test
    void theGravestOfSeveralProblemsDecides() {
        assertThat(ProblemStatus.of(ImmutableList.of(
                        Problem.of(ProblemCode.UNKNOWN_NODE, "."),
                        Problem.of(ProblemCode.INVENTORY_NONSENSE, "."),
                        Problem.of(ProblemCode.NO_IMAGE, "."))))
                .isEqualTo(502);
    }
}
