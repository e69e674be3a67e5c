package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.service.AccessTestbed.GET;
import static net.mytestbed.pxe.service.AccessTestbed.NODE;
import static net.mytestbed.pxe.service.AccessTestbed.SB1;
import static net.mytestbed.pxe.service.AccessTestbed.SB8;
import static net.mytestbed.pxe.service.AccessTestbed.SET;
import static net.mytestbed.pxe.service.AccessTestbed.assertStatus;
import static net.mytestbed.pxe.service.AccessTestbed.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import net.mytestbed.pxe.yaml.YamlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one may ask and command with a token. */
class TokenAccessTest {
    @RegisterExtension
    final AccessTestbed service = new AccessTestbed();

    @Test
    void whereThereAreTokensOneIsNeeded() throws IOException {
        service.start(service.tokens(token("alice", "rights: [set]")));
        assertThat(service.get(SB8, "/api/v1/links")).contains("401", "WWW-Authenticate: Bearer", "unauthenticated");
        assertStatus(401, service.get(SB8, "/api/v1/links", "guess"));
        assertStatus(401, service.get(SB8, "/metrics"));
        assertStatus(401, service.get(SB8, GET));
        assertStatus(200, service.get(SB8, "/api/v1/links", "alice-secret"));
        assertStatus(200, service.get(SB8, SET, "alice-secret"));
        assertStatus(200, service.get(SB8, "/health/live"));
    }

    @Test
    void omfsClientsNeedNoTokenInTheirNetworks() throws IOException {
        service.start(service.tokens(token("alice", "rights: [set]")) + "  legacy: [127.0.8.0/24]\n");
        assertStatus(200, service.get(SB8, SET));
        assertStatus(401, service.plan(SB8, ""));
        assertStatus(401, service.get(SB1, SET));
    }

    @ParameterizedTest
    @CsvSource({"read, 403, 403", "set, 200, 403", "all, 200, 200"})
    void aTokenGoesAsFarAsItsRights(String right, int set, int prune) throws IOException {
        service.start(service.tokens(token("alice", "rights: [" + right + "]")));
        String bearer = "Authorization: Bearer alice-secret\r\n";
        assertStatus(200, service.get(SB8, "/api/v1/links", "alice-secret"));
        assertStatus(set, service.plan(SB8, bearer));
        assertStatus(
                prune, service.send(SB8, "POST", "/api/v1/prune", bearer + "Content-Type: application/json\r\n", "{}"));
    }

    @Test
    void aTokenIsForItsDomains() throws IOException {
        service.start(service.tokens(
                token("alice", "rights: [set], domains: [sb1.orbit-lab.org]"),
                token("bob", "rights: [all], domains: [sb8.orbit-lab.org]")));
        assertStatus(403, service.get(SB8, "/api/v1/nodes/" + NODE, "alice-secret"));
        assertStatus(403, service.plan(SB8, "Authorization: Bearer alice-secret\r\n"));
        assertStatus(200, service.plan(SB8, "Authorization: Bearer bob-secret\r\n"));
        assertStatus(
                403,
                service.send(SB8, "POST", "/api/v1/inventory/refresh", "Authorization: Bearer bob-secret\r\n", ""));
    }

    @Test
    void whoListensToChangesNeedsATokenForTheirDomains() throws IOException {
        service.start(service.tokens(
                token("alice", "rights: [read], domains: [sb1.orbit-lab.org]"), token("carol", "rights: [read]")));
        String alice = "Authorization: Bearer alice-secret\r\n";
        assertStatus(401, service.get(SB8, "/api/v1/events"));
        assertStatus(403, service.get(SB8, "/api/v1/events", "alice-secret"));
        assertStatus(403, service.get(SB8, "/api/v1/events?domain=sb8.orbit-lab.org", "alice-secret"));
        assertStatus(403, service.get(SB8, "/api/v1/events?domain=a..b", "alice-secret"));
        assertStatus(200, service.send(SB8, "HEAD", "/api/v1/events?domain=SB1.orbit-lab.org", alice, ""));
        assertStatus(200, service.send(SB8, "HEAD", "/api/v1/events", "Authorization: Bearer carol-secret\r\n", ""));
    }

    @Test
    void eachRefusalStandsInTheAuditLog() throws IOException {
        service.start(service.tokens(token("alice", "rights: [read]")));
        try (LoggedEvents audit = LoggedEvents.of("net.mytestbed.pxe.audit")) {
            service.get(SB8, "/api/v1/links");
            service.plan(SB8, "X-Request-Id: r-2\r\nAuthorization: Bearer alice-secret\r\n");

            assertThat(audit.lines())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("refuse by=127.0.8.9 request=")
                                    .contains("refused=GET /api/v1/links node=- code=unauthenticated"),
                            second -> assertThat(second)
                                    .startsWith("refuse by=127.0.8.9 request=r-2 refused=POST /api/v1/plans")
                                    .contains("code=forbidden", "alice"));
        }
    }

    @Test
    void aTokenThatIsTakenOutOfTheFileIsNoneAnyMore() throws IOException {
        service.start(service.tokens(token("alice", "rights: [set]")));
        assertStatus(200, service.get(SB8, "/api/v1/links", "alice-secret"));
        service.tokens(token("bob", "rights: [set]"));
        Files.setLastModifiedTime(service.tokensFile(), FileTime.fromMillis(1_000));
        assertStatus(401, service.get(SB8, "/api/v1/links", "alice-secret"));
    }

    @Test
    void aBrokenFileOfTokensStopsTheStart() {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> service.start(service.tokens("  alice: {sha256: abc, rights: [write]}")))
                .withMessageContaining("SHA-256")
                .withMessageContaining("\"write\" is not a right");
    }

    @Test
    void theLastGoodTokensStayWhileTheirFileIsBroken() throws IOException {
        service.start(service.tokens(token("alice", "rights: [set]")));
        Files.writeString(service.tokensFile(), "tokens: [");
        Files.setLastModifiedTime(service.tokensFile(), FileTime.fromMillis(1_000));
        assertStatus(200, service.get(SB8, "/api/v1/links", "alice-secret"));
    }
}
