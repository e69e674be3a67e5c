package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.testkit.inventory.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DhcpCommandTest {
    @TempDir
    private Path directory;

    private Shell with(String inventory) throws IOException {
        Files.writeString(directory.resolve("inventory.yaml"), inventory);
        Path config = Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: %s/pxelinux.cfg
                  testbed:
                    default:
                      inventory_url: file:%s/inventory.yaml
                """.formatted(directory, directory));
        return Shell.piped().with("PXE_CONFIG", config.toString());
    }

    @Test
    void whatIsWrittenIsWhatTheInstallationGuideShows() throws IOException {
        String guide = Files.readString(Path.of("../docs/installing.md"));
        int inventory = guide.indexOf("domains:\n  sb8.orbit-lab.org:");
        Shell shell = with(guide.substring(inventory, guide.indexOf("```", inventory)));

        Shell.Result result = shell.pxe("dhcp", "--next-server", "10.18.0.1");

        assertThat(result.out()).contains("host node1-2.sb8.orbit-lab.org {");
        assertThat(guide).contains("```\n" + result.out() + "```\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void bootProgramsAreTheOnesThatWereNamed() throws IOException {
        Shell.Result result = with("domains: {orbit: {nodes: {a: {address: 10.0.0.1, mac: '00:03:2d:08:1a:23'}}}}")
                .pxe("dhcp", "--bios", "lpxelinux.0", "--efi64", "efi64/syslinux.efi");

        assertThat(result.lines())
                .contains("    filename \"lpxelinux.0\";", "    filename \"efi64/syslinux.efi\";")
                .noneMatch(line -> line.contains("next-server"));
    }

    @Test
    void allDomainsThatAreKnownByNameAreWrittenUnlessOneIsWanted() throws IOException {
        Shell shell = with("""
                domains:
                  one: {nodes: {a: {address: 10.0.0.1, mac: '00:03:2d:08:1a:01'}}}
                  two: {nodes: {a: {address: 10.0.0.2, mac: '00:03:2d:08:1a:02'}}}
                """);

        assertThat(shell.pxe("dhcp").out()).contains("host a.one {", "host a.two {");
        assertThat(shell.pxe("dhcp", "--domain", "two").out())
                .contains("host a.two {")
                .doesNotContain("a.one");
    }

    @Test
    void nodesOfWhichTooLittleIsKnownAreLeftOutAndTold() throws IOException {
        Shell.Result result = with("""
                domains:
                  orbit:
                    nodes:
                      good: {address: 10.0.0.1, mac: '00:03:2d:08:1a:01'}
                      nowhere: {mac: '00:03:2d:08:1a:02'}
                      n1: 10.0.1.1
                      n2: 10.0.1.2
                      n3: 10.0.1.3
                      n4: 10.0.1.4
                """).pxe("dhcp");

        assertThat(result.complaints())
                .containsExactly(
                        "pxe: warning: 4 nodes are left out, of which the inventory knows no MAC address: n1.orbit,"
                                + " n2.orbit, n3.orbit and 1 more.",
                        "pxe: warning: Node nowhere.orbit is left out: the inventory knows no address of it.");
        assertThat(result.lines()).filteredOn(line -> line.contains("host ")).hasSize(1);
        assertThat(result.status()).isZero();
    }

    @Test
    void twoNodesWithOneMacAddressAreRefusedByName() throws IOException {
        Shell.Result result = with("""
                domains:
                  orbit:
                    nodes:
                      a: {address: 10.0.0.1, mac: '00:03:2d:08:1a:01'}
                      b: {address: 10.0.0.2, mac: '00-03-2D-08-1A-01'}
                """).pxe("dhcp");

        assertThat(result.complaints())
                .singleElement()
                .asString()
                .contains("One MAC address, 00:03:2d:08:1a:01,", "node a.orbit (", "node b.orbit (");
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void aNameFromTheInventoryCannotSayAnythingToTheServer() throws IOException {
        Shell.Result result = with("""
                domains:
                  orbit:
                    nodes:
                      'a { } include "/etc/shadow"; host b': {address: 10.0.0.1, mac: '00:03:2d:08:1a:01'}
                """).pxe("dhcp");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("is not the name of a node");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void aBootProgramOnTheCommandLineCannotEither() throws IOException {
        Shell.Result result = with("domains: {}").pxe("dhcp", "--bios", "x\"; include \"y");

        assertThat(result.err()).contains("is not the name of a boot program");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void withoutASingleReservationNothingIsWritten() throws IOException {
        Shell.Result result = with("domains: {orbit: {nodes: {a: 10.0.0.1}}}").pxe("dhcp");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nothing is written");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void keaGetsTheSameAsJson() throws IOException {
        Shell.Result result = with("domains: {orbit: {nodes: {a: {address: 10.0.0.1, mac: '00:03:2d:08:1a:01'}}}}")
                .pxe("dhcp", "--format", "kea");

        JsonNode reservation = result.json().at("/Dhcp4/reservations/0");
        assertThat(reservation.path("hw-address").asText()).isEqualTo("00:03:2d:08:1a:01");
        assertThat(reservation.path("ip-address").asText()).isEqualTo("10.0.0.1");
        assertThat(reservation.path("hostname").asText()).isEqualTo("a.orbit");
    }

    @Test
    void aTestbedBehindAServiceHasToBeNamed() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            assertThat(testbed.shell().pxe("dhcp").status()).isEqualTo(2);

            Shell.Result result = testbed.shell().pxe("dhcp", "--domain", "norbit");

            assertThat(result.lines()).contains("  host omf.nicta.node1 {", "    hardware ethernet 00:03:2d:08:1a:33;");
        }
    }

    @Test
    void anInventoryThatIsDownIsStatusFour() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            testbed.inventory().fault(Fault.REFUSE);

            Shell.Result result = testbed.shell().pxe("dhcp", "--domain", "norbit");

            assertThat(result.out()).isEmpty();
            assertThat(result.status()).isEqualTo(4);
        }
    }

    @Test
    void ofANodeWithNonsenseAboutItTheRestDoesNotSuffer() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            testbed.inventory().sayAddress("omf.nicta.node1", "10.0.0.300");

            Shell.Result result = testbed.shell().pxe("dhcp", "--domain", "norbit");

            assertThat(result.err()).contains("omf.nicta.node1", "10.0.0.300");
            assertThat(result.out()).contains("host omf.nicta.node2 {").doesNotContain("omf.nicta.node1");
            assertThat(result.status()).isEqualTo(1);
        }
    }
}
