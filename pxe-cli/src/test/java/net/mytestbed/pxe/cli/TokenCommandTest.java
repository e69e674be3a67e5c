package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new token is; that a service lets it in: {@link CredentialsTest}. */
class TokenCommandTest {
    @Test
    void eachTokenIsAnotherOneOf32BytesAndItsLineHasOnlyItsHash() {
        Shell.Result made = Shell.piped().pxe("token", "bob", "-d", "sb8.orbit-lab.org", "--domain", "norbit");
        String bobs = made.out().strip();

        assertThat(made.status()).isZero();
        assertThat(bobs)
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(Shell.piped().pxe("token", "bob").out().strip());
        assertThat(made.err().strip())
                .isEqualTo("bob: {sha256: '" + Hashing.sha256().hashString(bobs, US_ASCII)
                        + "', rights: [set], domains: ['sb8.orbit-lab.org', 'norbit']}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1", "a: {", "-x"})
    void whatIsNoNameOfATokenIsWrongUsage(String name) {
        assertThat(Shell.piped().pxe("token", "--", name).status()).isEqualTo(2);
    }
}
