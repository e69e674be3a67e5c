package net.mytestbed.pxe.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.LoggedEvents;
import net.mytestbed.pxe.yaml.YamlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private static final String ALICE = "sha256: '" + sha256("alice-secret") + "'";

    @TempDir
    Path etc;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = etc.resolve("tokens.yaml");
    }

    private static String sha256(String token) {
        return Hashing.sha256().hashString(token, UTF_8).toString();
    }

    private Tokens open(String tokens) throws IOException {
        Files.writeString(file, "tokens: " + tokens);
        return Tokens.open(file);
    }

    /** As an operator should, and as one does whose files keep their dates. */
    private void replace(String text) throws IOException {
        FileTime date = Files.getLastModifiedTime(file);
        Path fresh = Files.writeString(etc.resolve("tokens.yaml.new"), text);
        Files.setLastModifiedTime(fresh, date);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aTokenGrantsTheHighestOfItsRightsInItsDomains() throws IOException {
        assertThat(open("{alice: {" + ALICE + ", rights: [set, read], domains: [SB8, norbit]}}")
                        .find("alice-secret"))
                .contains(new Grant("alice", Right.SET, ImmutableSet.of(Domain.of("sb8"), Domain.of("norbit"))));
    }

    @Test
    void aTokenWithoutDomainsIsForAllOfThem() throws IOException {
        Grant grant = open("{alice: {" + ALICE + ", rights: [read]}}")
                .find("alice-secret")
                .orElseThrow();

        assertThat(grant.covers(Domain.of("sb8"))).isTrue();
    }

    @Test
    void whatIsInTheFileIsNoTokenItself() throws IOException {
        assertThat(open("{alice: {" + ALICE + ", rights: [read]}}").find(sha256("alice-secret")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rights: [read]                       | alice: The key \"sha256\" is missing",
                "HASH                                 | alice: The key \"rights\" is missing",
                "sha256: abc, rights: [read]          | alice.sha256: This is not a SHA-256",
                "HASH, rights: []                     | alice.rights: Expected at least one right",
                "HASH, rights: [write]                | alice.rights: \"write\" is not a right",
                "HASH, rights: read                   | alice.rights: Expected a list",
                "HASH, rights: [read], domains: []    | alice.domains: Expected at least one domain",
                "HASH, rights: [read], domains: [a b] | alice.domains: \"a b\" is not the name of a domain",
                "HASH, rights: [read], domain: [sb8]  | alice.domain: The key \"domain\" is not known",
            })
    void whatIsNoTokenIsRefusedByItsKey(String entry, String expected) {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> open("{alice: {" + entry.replace("HASH", ALICE) + "}}"))
                .satisfies(e -> assertThat(e.complaints())
                        .singleElement()
                        .asString()
                        .startsWith(file + ":1: tokens." + expected));
    }

    @Test
    void aTokenInPlaceOfItsHashIsNotTold() {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> open("{alice: {sha256: alice-secret, rights: [read]}}"))
                .withMessageNotContaining("alice-secret");
    }

    @Test
    void oneTokenUnderTwoNamesIsRefused() {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> open("{alice: {" + ALICE + ", rights: [read]}, bob: {" + ALICE + ", rights: [all]}}"))
                .withMessage(
                        file + ":1: tokens.bob: This is the token of \"alice\" as well: make one of its own for each"
                                + " name.");
    }

    @Test
    void aTokenThatIsTakenOutOfTheFileIsNoneAnyMore() throws IOException {
        Tokens tokens = open("{alice: {" + ALICE + ", rights: [read]}}");
        replace("tokens: {alice: {" + ALICE.replace(sha256("alice-secret"), sha256("other")) + ", rights: [read]}}");

        assertThat(tokens.find("alice-secret")).isEmpty();
        assertThat(tokens.find("other")).isPresent();
    }

    @Test
    void whileTheFileIsBrokenItsLastGoodVersionStaysAndItIsToldOnceWhatIsWrong() throws IOException {
        Tokens tokens = open("{alice: {" + ALICE + ", rights: [read]}}");
        replace("tokens: {alice: {sha256: abc, rights: [write]}}");
        try (LoggedEvents log = LoggedEvents.of(Tokens.class.getName())) {
            assertThat(tokens.find("alice-secret")).isPresent();
            assertThat(tokens.find("alice-secret")).isPresent();

            assertThat(log.lines())
                    .satisfiesExactly(
                            summary -> assertThat(summary).startsWith("tokens-broken file=" + file + " complaints=2 "),
                            hash -> assertThat(hash).startsWith("tokens-broken " + file + ":1: tokens.alice.sha256: "),
                            right -> assertThat(right)
                                    .startsWith("tokens-broken " + file + ":1: tokens.alice.rights: "));
        }
    }
}
