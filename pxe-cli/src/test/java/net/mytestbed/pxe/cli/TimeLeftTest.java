package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    @ParameterizedTest
    @CsvSource({
        "PT59S, 59s",
        "PT9.6S, 10s",
        "PT10M, 10m 0s",
        "PT1H5M7S, 1h 5m",
        "PT49H, 2d 1h",
        "PT0.4S, ended",
        "PT0S, ended",
        "-PT5S, ended"
    })
    void theTwoLargestUnitsAreSaid(Duration left, String said) {
        Instant now = Instant.parse("2016-01-24T23:37:18Z");

        assertThat(TimeLeft.until(now.plus(left), now)).isEqualTo(said);
    }
}
