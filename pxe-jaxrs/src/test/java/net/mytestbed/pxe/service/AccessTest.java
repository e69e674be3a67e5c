package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.service.AccessTestbed.GET;
import static net.mytestbed.pxe.service.AccessTestbed.NODE;
import static net.mytestbed.pxe.service.AccessTestbed.OPERATOR;
import static net.mytestbed.pxe.service.AccessTestbed.PLAN;
import static net.mytestbed.pxe.service.AccessTestbed.SB1;
import static net.mytestbed.pxe.service.AccessTestbed.SB8;
import static net.mytestbed.pxe.service.AccessTestbed.SET;
import static net.mytestbed.pxe.service.AccessTestbed.assertStatus;
import static net.mytestbed.pxe.service.AccessTestbed.token;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From where one may ask and command, and who is warned. */
class AccessTest {
    private static final String NETWORKS = """
              allow:
                sb8.orbit-lab.org: [127.0.8.0/24, 127.0.0.0/24]
                sb1.orbit-lab.org: [127.0.1.0/24, 127.0.0.0/24]
            """;

    @RegisterExtension
    final AccessTestbed service = new AccessTestbed();

    @Test
    void withoutRulesEveryoneMayCommand() throws IOException {
        service.start("");
        assertStatus(200, service.get(SB1, SET));
    }

    @Test
    void aSandboxCommandsItsOwnNodesAndNoOthers() throws IOException {
        service.start(NETWORKS);
        assertStatus(403, service.get(SB1, SET));
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
        assertStatus(200, service.get(SB8, SET));
        assertThat(service.get(SB1, "/pxe/clearBootImageAll?domain=sb8.orbit-lab.org"))
                .contains("403", "code=\"forbidden\"", "sb8.orbit-lab.org cannot be commanded from 127.0.1.9");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void theJsonApiIsHeldToTheSameNetworks() throws IOException {
        service.start(NETWORKS);
        assertStatus(403, service.plan(SB1, ""));
        assertStatus(200, service.plan(SB8, ""));
    }

    @Test
    void namingAnotherDomainForANodeIsNoWayAround() throws IOException {
        service.start(NETWORKS);
        assertThat(service.get(SB1, SET + "&domain=sb1.orbit-lab.org")).contains("403", "forbidden");
    }

    @Test
    void lookingIsFreeForAllNetworks() throws IOException {
        service.start(NETWORKS);
        assertStatus(200, service.get(SB1, GET));
        assertStatus(200, service.send(SB1, "HEAD", SET, "", ""));
    }

    @Test
    void aDomainWithoutNetworksIsCommandedFromNowhere() throws IOException {
        service.start("  allow: {sb1.orbit-lab.org: [127.0.1.0/24]}\n");
        assertStatus(403, service.get(SB8, SET));
    }

    @Test
    void whatConcernsAllDomainsNeedsAllNetworks() throws IOException {
        service.start(NETWORKS + "    default: [127.0.0.0/24]\n");
        String json = "Content-Type: application/json\r\n";
        assertStatus(403, service.send(SB8, "POST", "/api/v1/prune", json, "{}"));
        assertStatus(200, service.send(OPERATOR, "POST", "/api/v1/prune", json, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pxe;x=y/setBootImage?node=", "/pxe/setBootImage;x?node=", "//pxe/setBootImage?node="})
    void noSpellingOfThePathIsAWayAround(String path) throws IOException {
        service.start(NETWORKS);
        service.get(SB1, path + NODE);
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void omfsCallsThatChangeSomethingCanBeLimitedToNetworks() throws IOException {
        service.start("  legacy: [127.0.8.0/24]\n");
        assertStatus(403, service.get(SB1, SET));
        assertStatus(200, service.get(SB1, GET));
        assertStatus(200, service.get(SB8, SET));
        assertStatus(200, service.plan(SB1, ""));
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
        service.tokens(token("alice", "rights: [read]"));
        try (LoggedEvents log = LoggedEvents.of("net.mytestbed.pxe.service.PxeService")) {
            try {
                service.start("  address: " + address + "\n" + (rule == null ? "" : "  " + rule + "\n"));
            } catch (IOException cannotListen) {
                assertThat(address).isEqualTo("192.0.2.1");
            }

            assertThat(log.lines().stream().anyMatch(line -> line.startsWith("open-to-all address=" + address)))
                    .isEqualTo(isWarned);
        }
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
        service.start("");
        assertStatus(403, service.plan(SB8, header + "\r\n"));
        assertStatus(403, service.send(SB8, "GET", SET, header + "\r\n", ""));
        assertStatus(403, service.send(SB8, "GET", "/api/v1/links", header + "\r\n", ""));
        assertThat(service.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void aPageOfThisServiceCan() throws IOException {
        service.start("");
        assertStatus(200, service.plan(SB8, "Origin: http://am:5054\r\nSec-Fetch-Site: same-origin\r\n"));
    }

    @Test
    void aBodyThatIsNotJsonIsNotRead() throws IOException {
        service.start("");
        assertStatus(415, service.send(SB8, "POST", "/api/v1/plans", "Content-Type: text/plain\r\n", PLAN));
    }
}
