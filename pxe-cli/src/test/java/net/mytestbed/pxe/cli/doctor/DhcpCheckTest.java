package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a DHCP server's configuration says, beside the inventory's node1-1 and node1-2 of sandbox 8. */
class DhcpCheckTest {
    private static final String SUBNET =
            "subnet 10.18.0.0 netmask 255.255.0.0 { next-server 10.18.0.1; filename \"pxelinux.0\"; }\n";
    private static final String NODE1 =
            "host node1-1 { hardware ethernet 52:54:00:12:01:01; fixed-address 10.18.1.1; }\n";
    private static final String NODE2 =
            "host node1-2 { hardware ethernet 52:54:00:12:01:02; fixed-address 10.18.1.2; }\n";

    @AutoClose
    private final Installation installation;

    DhcpCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    private ListAssert<Ailment> assertAilmentsWith(String dhcpd) throws IOException {
        installation.machine("/etc/dhcp/dhcpd.conf", dhcpd);
        return assertThat(installation.ailments("dhcp"));
    }

    private ListAssert<Ailment> assertAilmentsWithKea(String json) throws IOException {
        Files.delete(installation.machine().file("/etc/dhcp/dhcpd.conf"));
        installation.machine("/etc/kea/kea-dhcp4.conf", json);
        return assertThat(installation.ailments("dhcp"));
    }

    @Test
    void whatPxeDhcpWritesIsGoodAlsoWhereItIsIncluded() throws IOException {
        installation.machine("/etc/dhcp/pxe-nodes.conf", """
                # a "comment { with all
                option arch code 93 = unsigned integer 16;
                group {
                  next-server 10.18.0.1;
                  if option arch = 00:07 or option arch = 00:09 { filename "pxelinux.0"; } else { filename "pxelinux.0"; }
                """ + NODE1 + NODE2 + "}\n");

        assertAilmentsWith("subnet 10.18.0.0 netmask 255.255.0.0 { }\ninclude \"/etc/dhcp/pxe-nodes.conf\";\n")
                .isEmpty();
    }

    @Test
    void aNodeWithoutAReservationIsAnError() throws IOException {
        assertAilmentsWith(SUBNET + NODE1)
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(tuple(
                        Severity.ERROR,
                        "It has no reservation for 1 node of the inventory: node1-2.sb8.orbit-lab.org."));
    }

    @Test
    void aReservationWithAnotherAddressNamesBoth() throws IOException {
        assertAilmentsWith(SUBNET + NODE1 + NODE2.replace("10.18.1.2", "10.18.1.12"))
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(tuple(
                        Severity.ERROR,
                        "It keeps 10.18.1.12 for 52:54:00:12:01:02 (node1-2); the inventory has 10.18.1.2 and"
                                + " 52:54:00:12:01:02 for node1-2.sb8.orbit-lab.org."));
    }

    @Test
    void aReservationWithoutAPlainAddressCannotBeCompared() throws IOException {
        assertAilmentsWith(SUBNET.replace("subnet", "filename \"pxelinux.0\"; next-server 10.18.0.1;\nsubnet")
                        + NODE1
                        + NODE2.replace("10.18.1.2", "node1-2.sb8.orbit-lab.org"))
                .extracting(Ailment::what)
                .containsExactly(
                        "It keeps no plain address for 52:54:00:12:01:02 (node1-2); the inventory has 10.18.1.2"
                                + " and 52:54:00:12:01:02 for node1-2.sb8.orbit-lab.org.");
    }

    @Test
    void manyDifferencesAreCounted() throws IOException {
        StringBuilder hosts = new StringBuilder(SUBNET + NODE1 + NODE2);
        for (int i = 10; i < 30; i++) {
            hosts.append(NODE2.replace("10.18.1.2", "10.18.1." + i));
        }

        assertAilmentsWith(hosts.toString())
                .hasSize(11)
                .last()
                .satisfies(ailment -> assertThat(ailment.what()).startsWith("10 more reservations differ"));
    }

    @Test
    void aReservationForAnotherMacAddressNamesBoth() throws IOException {
        assertAilmentsWith(SUBNET + NODE1 + NODE2.replace("01:02", "01:99"))
                .extracting(Ailment::what)
                .containsExactly("It keeps 10.18.1.2 for 52:54:00:12:01:99 (node1-2); the inventory has 10.18.1.2 and"
                        + " 52:54:00:12:01:02 for node1-2.sb8.orbit-lab.org.");
    }

    @Test
    void aReservationWithoutABootProgramIsAnError() throws IOException {
        assertAilmentsWith("next-server 10.18.0.1;\ngroup { filename \"pxelinux.0\"; " + NODE1 + "}\n" + NODE2)
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(tuple(Severity.ERROR, "It gives 1 node no boot program: node1-2."));
    }

    @Test
    void whatAClassGivesCounts() throws IOException {
        assertAilmentsWith("class \"pxe\" { match if substring (option vendor-class-identifier, 0, 9) = \"PXEClient\";"
                        + " next-server 10.18.0.1; filename \"pxelinux.0\"; }\n" + NODE1 + NODE2)
                .isEmpty();
    }

    @Test
    void aBootProgramThatIsNotThereIsAnError() throws IOException {
        assertAilmentsWith(SUBNET.replace("pxelinux.0", "efi/syslinux.efi") + NODE1 + NODE2)
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(
                        tuple(Severity.ERROR, "It names the boot program efi/syslinux.efi, which is not there."));
    }

    @Test
    void aTftpServerThatIsAnotherMachineIsAWarning() throws IOException {
        assertAilmentsWith(SUBNET.replace("10.18.0.1", "10.18.0.7") + NODE1 + NODE2)
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(tuple(
                        Severity.WARNING, "It sends nodes to the TFTP server 10.18.0.7, which is not this machine."));
    }

    @Test
    void withoutATftpServerItIsAHint() throws IOException {
        assertAilmentsWith(SUBNET.replace("next-server 10.18.0.1;", "") + NODE1 + NODE2)
                .extracting(Ailment::severity)
                .containsExactly(Severity.HINT);
    }

    @Test
    void withoutADhcpServerItIsAHint() throws IOException {
        Files.delete(installation.machine().file("/etc/dhcp/dhcpd.conf"));

        assertThat(installation.ailments("dhcp")).extracting(Ailment::severity).containsExactly(Severity.HINT);
    }

    @Test
    void filesThatIncludeEachOtherAreRefused() throws IOException {
        assertAilmentsWith("include \"/etc/dhcp/dhcpd.conf\";\n")
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("do they include each other?"));
    }

    @Test
    void anIncludedFileThatIsNotThereIsNamed() throws IOException {
        assertAilmentsWith("include \"/etc/dhcp/gone.conf\";\n")
                .extracting(Ailment::what)
                .containsExactly("There is no file " + installation.machine().file("/etc/dhcp/gone.conf") + ".");
    }

    @Test
    void bracesThatAreNotClosedAreToldWithTheirLine() throws IOException {
        assertAilmentsWith(SUBNET + "host x {\n")
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what())
                        .isEqualTo(installation.machine().file("/etc/dhcp/dhcpd.conf")
                                + " cannot be read: A brace has no partner, in line 3."));
        assertAilmentsWith("{".repeat(100_000))
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("nested deeper"));
        assertAilmentsWith("filename \"pxe;\n")
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("A string is not closed"));
    }

    @Test
    void keaIsReadWithItsCommentsAndIncludes() throws IOException {
        installation.machine("/etc/kea/nodes.json", """
                [ { "hw-address": "52:54:00:12:01:01", "ip-address": "10.18.1.1", "hostname": "node1-1" },
                  { "hw-address": "52:54:00:12:01:02", "ip-address": "10.18.1.2" }, ]
                """);

        assertAilmentsWithKea("""
                # one
                { "Dhcp4": { // two
                  /* three */
                  "client-classes": [ { "name": "x", "boot-file-name": "pxelinux.0", "next-server": "10.18.0.1" } ],
                  "subnet4": [ { "subnet": "10.18.0.0/16", "reservations": <?include "/etc/kea/nodes.json"?> } ]
                } }
                """).isEmpty();
    }

    @Test
    void ofKeaGlobalReservationsCountOnlyWhereTheyAreSwitchedOn() throws IOException {
        String json = """
                { "Dhcp4": {
                  "boot-file-name": "pxelinux.0", "next-server": "10.18.0.1", "reservations-global": true,
                  "reservations": [
                    { "hw-address": "52:54:00:12:01:01", "ip-address": "10.18.1.1" },
                    { "hw-address": "52:54:00:12:01:02", "ip-address": "10.18.1.2" } ] } }
                """;
        assertAilmentsWithKea(json).isEmpty();

        installation.machine("/etc/kea/kea-dhcp4.conf", json.replace("true", "false"));

        assertThat(installation.ailments("dhcp"))
                .extracting(Ailment::what)
                .containsExactly("It has no reservation for 2 nodes of the inventory: node1-1.sb8.orbit-lab.org,"
                        + " node1-2.sb8.orbit-lab.org.");
    }

    @Test
    void keasNetworksGiveWhatTheyHave() throws IOException {
        assertAilmentsWithKea("""
                { "Dhcp4": { "shared-networks": [ { "next-server": "10.18.0.1", "subnet4": [ {
                  "subnet": "10.18.0.0/16", "boot-file-name": "gone.0",
                  "reservations": [
                    { "hw-address": "52:54:00:12:01:01", "ip-address": "10.18.1.1" },
                    { "hw-address": "52:54:00:12:01:02", "ip-address": "10.18.1.2" } ] } ] } ] } }
                """)
                .extracting(Ailment::what)
                .containsExactly("It names the boot program gone.0, which is not there.");
    }

    @Test
    void jsonThatIsNoneIsToldWithItsLine() throws IOException {
        assertAilmentsWithKea("{\n\"Dhcp4\": nothing }\n")
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("kea-dhcp4.conf", "(line 2)"));
    }
}
