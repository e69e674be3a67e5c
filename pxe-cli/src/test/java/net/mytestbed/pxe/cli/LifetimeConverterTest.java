package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import net.mytestbed.pxe.lease.Lifetime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LifetimeConverterTest {
    private final LifetimeConverter converter = new LifetimeConverter();

    @ParameterizedTest
    @CsvSource({
        "600, PT10M",
        "90s, PT90S",
        "10m, PT10M",
        "2h, PT2H",
        "1d, PT24H",
        "1h30m, PT1H30M",
        "1d12h, PT36H",
        "10M, PT10M",
        "PT10M, PT10M",
        "P1DT1H, PT25H"
    })
    void timesAreReadInAllTheirForms(String text, Duration expected) {
        assertThat(converter.convert(text)).isEqualTo(Lifetime.of(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "PT0S", "none", "NONE"})
    void zeroAndNoneMeanUntilCleared(String text) {
        assertThat(converter.convert(text)).isEqualTo(Lifetime.UNTIL_CLEARED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "d", "m10", "10x", "10 m", "-5", "-PT5S", "1.5h", "400d", "99999999999999999999s", "P", "PT"
            })
    void whatIsNoLifetimeIsRefusedWithASentence(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }
}
