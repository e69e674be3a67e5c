package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import net.mytestbed.pxe.yaml.YamlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask and command. Sandbox 8 is 127.0.8.0/24 here, sandbox 1 is 127.0.1.0/24, the operator 127.0.0.0/24. */
class AccessTest {
    private static final String SB8 = "127.0.8.9";
    private static final String SB1 = "127.0.1.9";
    private static final String OPERATOR = "127.0.0.9";
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SET = "/pxe/setBootImage?node=" + NODE;
    private static final String GET = "/pxe/getBootImage?node=" + NODE;
    private static final String PLAN = "{\"action\": \"set\", \"nodes\": [\"" + NODE + "\"]}";
    private static final String NETWORKS = """
              allow:
                sb8.orbit-lab.org: [127.0.8.0/24, 127.0.0.0/24]
                sb1.orbit-lab.org: [127.0.1.0/24, 127.0.0.0/24]
            """;

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    @TempDir
    Path etc;

    private Optional<PxeService> service = Optional.empty();

    private void start(String http) throws IOException {
        tftp.tree().image("orbit-2.0.0");
        Files.writeString(etc.resolve("inventory.yaml"), """
                domains:
                  sb8.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-2: 10.18.1.2}}
                  sb1.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-1: 10.11.1.1}}
                """);
        Path file = etc.resolve("pxe.yaml");
        Files.writeString(
                file,
                """
                pxe:
                  cfgDir: %s
                  testbed:
                    default: {inventory_url: '%s'}
                http:
                  port: 0
                """.formatted(
                                        tftp.tree().cfgDir(),
                                        etc.resolve("inventory.yaml").toUri())
                        + http);
        service = Optional.of(PxeService.start(PxeConfig.read(file)));
    }

    private String tokens(String... lines) throws IOException {
        Path file = etc.resolve("tokens.yaml");
        Files.writeString(file, "tokens:\n" + String.join("\n", lines) + "\n");
        return "  tokens: tokens.yaml\n";
    }

    private static String token(String name, String rights) {
        return "  " + name + ": {sha256: '" + Hashing.sha256().hashString(name + "-secret", UTF_8) + "', " + rights
                + "}";
    }

    @AfterEach
    void stop() {
        service.ifPresent(PxeService::close);
    }

    private String send(String from, String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                service.orElseThrow().uri().getPort(),
                InetAddress.getByName(from),
                0)) {
            socket.setSoTimeout(30_000);
            String request = method + " " + path + " HTTP/1.1\r\nHost: am:5054\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private String get(String from, String path) throws IOException {
        return send(from, "GET", path, "", "");
    }

    private String get(String from, String path, String bearer) throws IOException {
        return send(from, "GET", path, "Authorization: Bearer " + bearer + "\r\n", "");
    }

    private String plan(String from, String headers) throws IOException {
        return send(from, "POST", "/api/v1/plans", headers + "Content-Type: application/json\r\n", PLAN);
    }

    private static void assertStatus(int status, String answer) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void withoutRulesEveryoneMayCommand() throws IOException {
        start("");
        assertStatus(200, get(SB1, SET));
    }

    @Test
    void aSandboxCommandsItsOwnNodesAndNoOthers() throws IOException {
        start(NETWORKS);
        assertStatus(403, get(SB1, SET));
        assertThat(tftp.tree()).node("10.18.1.2").hasNoLink();
        assertStatus(200, get(SB8, SET));
        assertThat(get(SB1, "/pxe/clearBootImageAll?domain=sb8.orbit-lab.org"))
                .contains("403", "code=\"forbidden\"", "sb8.orbit-lab.org cannot be commanded from 127.0.1.9");
        assertThat(tftp.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void theJsonApiIsHeldToTheSameNetworks() throws IOException {
        start(NETWORKS);
        assertStatus(403, plan(SB1, ""));
        assertStatus(200, plan(SB8, ""));
    }

    @Test
    void namingAnotherDomainForANodeIsNoWayAround() throws IOException {
        start(NETWORKS);
        assertThat(get(SB1, SET + "&domain=sb1.orbit-lab.org")).contains("403", "forbidden");
    }

    @Test
    void lookingIsFreeForAllNetworks() throws IOException {
        start(NETWORKS);
        assertStatus(200, get(SB1, GET));
        assertStatus(200, send(SB1, "HEAD", SET, "", ""));
    }

    @Test
    void aDomainWithoutNetworksIsCommandedFromNowhere() throws IOException {
        start("  allow: {sb1.orbit-lab.org: [127.0.1.0/24]}\n");
        assertStatus(403, get(SB8, SET));
    }

    @Test
    void whatConcernsAllDomainsNeedsAllNetworks() throws IOException {
        start(NETWORKS + "    default: [127.0.0.0/24]\n");
        String json = "Content-Type: application/json\r\n";
        assertStatus(403, send(SB8, "POST", "/api/v1/prune", json, "{}"));
        assertStatus(200, send(OPERATOR, "POST", "/api/v1/prune", json, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pxe;x=y/setBootImage?node=", "/pxe/setBootImage;x?node=", "//pxe/setBootImage?node="})
    void noSpellingOfThePathIsAWayAround(String path) throws IOException {
        start(NETWORKS);
        get(SB1, path + NODE);
        assertThat(tftp.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void omfsCallsThatChangeSomethingCanBeLimitedToNetworks() throws IOException {
        start("  legacy: [127.0.8.0/24]\n");
        assertStatus(403, get(SB1, SET));
        assertStatus(200, get(SB1, GET));
        assertStatus(200, get(SB8, SET));
        assertStatus(200, plan(SB1, ""));
    }

    @Test
    void whereThereAreTokensOneIsNeeded() throws IOException {
        start(tokens(token("alice", "rights: [set]")));
        assertThat(get(SB8, "/api/v1/links")).contains("401", "WWW-Authenticate: Bearer", "unauthenticated");
        assertStatus(401, get(SB8, "/api/v1/links", "guess"));
        assertStatus(401, get(SB8, "/metrics"));
        assertStatus(401, get(SB8, GET));
        assertStatus(200, get(SB8, "/api/v1/links", "alice-secret"));
        assertStatus(200, get(SB8, SET, "alice-secret"));
        assertStatus(200, get(SB8, "/health/live"));
    }

    @Test
    void omfsClientsNeedNoTokenInTheirNetworks() throws IOException {
        start(tokens(token("alice", "rights: [set]")) + "  legacy: [127.0.8.0/24]\n");
        assertStatus(200, get(SB8, SET));
        assertStatus(401, plan(SB8, ""));
        assertStatus(401, get(SB1, SET));
    }

    @ParameterizedTest
    @CsvSource({"read, 403, 403", "set, 200, 403", "all, 200, 200"})
    void aTokenGoesAsFarAsItsRights(String right, int set, int prune) throws IOException {
        start(tokens(token("alice", "rights: [" + right + "]")));
        String bearer = "Authorization: Bearer alice-secret\r\n";
        assertStatus(200, get(SB8, "/api/v1/links", "alice-secret"));
        assertStatus(set, plan(SB8, bearer));
        assertStatus(prune, send(SB8, "POST", "/api/v1/prune", bearer + "Content-Type: application/json\r\n", "{}"));
    }

    @Test
    void aTokenIsForItsDomains() throws IOException {
        start(tokens(
                token("alice", "rights: [set], domains: [sb1.orbit-lab.org]"),
                token("bob", "rights: [all], domains: [sb8.orbit-lab.org]")));
        assertStatus(403, get(SB8, "/api/v1/nodes/" + NODE, "alice-secret"));
        assertStatus(403, plan(SB8, "Authorization: Bearer alice-secret\r\n"));
        assertStatus(200, plan(SB8, "Authorization: Bearer bob-secret\r\n"));
        assertStatus(403, send(SB8, "POST", "/api/v1/inventory/refresh", "Authorization: Bearer bob-secret\r\n", ""));
    }

    @Test
    void whoListensToChangesNeedsATokenForTheirDomains() throws IOException {
        start(tokens(token("alice", "rights: [read], domains: [sb1.orbit-lab.org]"), token("carol", "rights: [read]")));
        String alice = "Authorization: Bearer alice-secret\r\n";
        assertStatus(401, get(SB8, "/api/v1/events"));
        assertStatus(403, get(SB8, "/api/v1/events", "alice-secret"));
        assertStatus(403, get(SB8, "/api/v1/events?domain=sb8.orbit-lab.org", "alice-secret"));
        assertStatus(403, get(SB8, "/api/v1/events?domain=a..b", "alice-secret"));
        assertStatus(200, send(SB8, "HEAD", "/api/v1/events?domain=SB1.orbit-lab.org", alice, ""));
        assertStatus(200, send(SB8, "HEAD", "/api/v1/events", "Authorization: Bearer carol-secret\r\n", ""));
    }

    @Test
    void eachRefusalStandsInTheAuditLog() throws IOException {
        start(tokens(token("alice", "rights: [read]")));
        try (LoggedEvents audit = LoggedEvents.of("net.mytestbed.pxe.audit")) {
            get(SB8, "/api/v1/links");
            plan(SB8, "X-Request-Id: r-2\r\nAuthorization: Bearer alice-secret\r\n");

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

    /** No machine has this address, so that nothing listens; the warning comes before that is known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 |                                  | true",
                "192.0.2.1 | legacy: [127.0.8.0/24]           | true",
                "192.0.2.1 | allow: {default: [127.0.8.0/24]} | false",
                "192.0.2.1 | tokens: tokens.yaml              | false",
                "127.0.0.1 |                                  | false"
            })
    void whoIsOpenToAllIsWarned(String address, @Nullable String rule, boolean isWarned) throws IOException {
        tokens(token("alice", "rights: [read]"));
        try (LoggedEvents log = LoggedEvents.of("net.mytestbed.pxe.service.PxeService")) {
            try {
                start("  address: " + address + "\n" + (rule == null ? "" : "  " + rule + "\n"));
            } catch (IOException cannotListen) {
                assertThat(address).isEqualTo("192.0.2.1");
            }

            assertThat(log.lines().stream().anyMatch(line -> line.startsWith("open-to-all address=" + address)))
                    .isEqualTo(isWarned);
        }
    }

    @Test
    void aTokenThatIsTakenOutOfTheFileIsNoneAnyMore() throws IOException {
        start(tokens(token("alice", "rights: [set]")));
        assertStatus(200, get(SB8, "/api/v1/links", "alice-secret"));
        tokens(token("bob", "rights: [set]"));
        Files.setLastModifiedTime(etc.resolve("tokens.yaml"), FileTime.fromMillis(1_000));
        assertStatus(401, get(SB8, "/api/v1/links", "alice-secret"));
    }

    @Test
    void aBrokenFileOfTokensStopsTheStart() {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> start(tokens("  alice: {sha256: abc, rights: [write]}")))
                .withMessageContaining("SHA-256")
                .withMessageContaining("\"write\" is not a right");
    }

    @Test
    void theLastGoodTokensStayWhileTheirFileIsBroken() throws IOException {
        start(tokens(token("alice", "rights: [set]")));
        Files.writeString(etc.resolve("tokens.yaml"), "tokens: [");
        Files.setLastModifiedTime(etc.resolve("tokens.yaml"), FileTime.fromMillis(1_000));
        assertStatus(200, get(SB8, "/api/v1/links", "alice-secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageOfAnotherSiteCannotCommand(String header) throws IOException {
        start("");
        assertStatus(403, plan(SB8, header + "\r\n"));
        assertStatus(403, send(SB8, "GET", SET, header + "\r\n", ""));
        assertStatus(403, send(SB8, "GET", "/api/v1/links", header + "\r\n", ""));
        assertThat(tftp.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void aPageOfThisServiceCan() throws IOException {
        start("");
        assertStatus(200, plan(SB8, "Origin: http://am:5054\r\nSec-Fetch-Site: same-origin\r\n"));
    }

    @Test
    void aBodyThatIsNotJsonIsNotRead() throws IOException {
        start("");
        assertStatus(415, send(SB8, "POST", "/api/v1/plans", "Content-Type: text/plain\r\n", PLAN));
    }
}
