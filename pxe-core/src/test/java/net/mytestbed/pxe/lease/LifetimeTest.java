package net.mytestbed.pxe.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
    @ParameterizedTest
    @CsvSource({
        "2016-01-24T23:37:18Z, 2016-01-24T23:47:18Z",
        "2016-01-24T23:37:18.7Z, 2016-01-24T23:47:19Z",
        "2016-01-24T23:37:18.000000001Z, 2016-01-24T23:47:19Z",
        "2016-01-24T23:37:18.999999999Z, 2016-01-24T23:47:19Z"
    })
    void aLinkEndsWithAWholeSecondAndNeverEarlierThanAsked(Instant now, Instant end) {
        assertThat(Lifetime.of(Duration.ofMinutes(10)).endsWhenStartedAt(now)).contains(end);
    }

    @Test
    void zeroMeansUntilCleared() {
        assertThat(Lifetime.of(Duration.ZERO)).isEqualTo(Lifetime.UNTIL_CLEARED);
        assertThat(Lifetime.UNTIL_CLEARED.endsWhenStartedAt(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "P366D"})
    void aSecondAndAYearAreTheLimits(Duration duration) {
        assertThat(Lifetime.of(duration).duration()).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.999S", "P366DT1S"})
    void whatIsBeyondThemIsRefused(Duration duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lifetime.of(duration))
                .withMessageStartingWith("A link cannot stand for " + duration);
    }
}
