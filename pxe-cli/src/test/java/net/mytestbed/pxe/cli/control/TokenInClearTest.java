package net.mytestbed.pxe.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can read a token beside its service. */
class TokenInClearTest {
    private static final Credentials ALICES = new Credentials(Optional.of("0123456789abcdef"), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"http://am.invalid:5054", "http://192.0.2.1:5054", "HTTP://[2001:db8::1]:5054"})
    void onTheWayToAnotherMachineATokenIsSeen(String url) {
        assertThat(ALICES.areSeenOnTheWayTo(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://am.invalid:5054",
                "https://192.0.2.1:5054",
                "http://127.0.0.1:5054",
                "http://[::1]:5054",
                "http://localhost:5054"
            })
    void byTlsAndOnThisMachineItIsNot(String url) {
        assertThat(ALICES.areSeenOnTheWayTo(URI.create(url))).isFalse();
    }

    @Test
    void whereThereIsNoneNoneIsSeen() {
        Credentials none = new Credentials(Optional.empty(), Optional.empty());

        assertThat(none.areSeenOnTheWayTo(URI.create("http://192.0.2.1:5054"))).isFalse();
    }

    @Test
    void noLogShowsIt() {
        assertThat(ALICES.toString()).doesNotContain("0123456789abcdef");
    }
}
