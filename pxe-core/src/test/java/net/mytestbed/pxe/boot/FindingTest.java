package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class FindingTest {
    @Test
    void linesAreCountedFromOne() {
        assertThatThrownBy(() -> new Finding(Finding.Kind.NUL_BYTE, OptionalInt.of(0), "A sentence."))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
