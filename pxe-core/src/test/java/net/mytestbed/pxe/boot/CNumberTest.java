package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "50, 50, true",
        "-1, -1, true",
        "+5, 5, true",
        "010, 10, true",
        "5s, 5, false",
        "yes, 0, false",
        "'', 0, false",
        "-, 0, false",
        "0x10, 0, false",
        "'50 # five seconds', 50, true",
        "99999999999999999999, 1099511627776, true",
        "\u0665, 0, false"
    })
    void aDecimalNumberIsReadAsAtoiReadsIt(String text, long value, boolean isWhole) {
        assertThat(CNumber.decimal(text)).isEqualTo(new CNumber(value, isWhole));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "3, 3, true",
        "-1, -1, true",
        "0x80, 128, true",
        "0X40000, 262144, true",
        "-0x1, -1, true",
        "020, 16, true",
        "08, 0, false",
        "0x, 0, false",
        "0xfg, 15, false",
        "'', 0, false"
    })
    void aNumberOfAnyBaseIsReadAsStrtoulReadsIt(String text, long value, boolean isWhole) {
        assertThat(CNumber.anyBase(text)).isEqualTo(new CNumber(value, isWhole));
    }
}
