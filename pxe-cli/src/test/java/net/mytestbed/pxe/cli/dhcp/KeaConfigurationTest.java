package net.mytestbed.pxe.cli.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import net.mytestbed.pxe.dhcp.BootFileName;
import net.mytestbed.pxe.dhcp.BootPrograms;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.dhcp.Reservations;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;

class KeaConfigurationTest {
    private static final Reservations RESERVATIONS = Reservations.of(ImmutableList.of(
            new Reservation(
                    NodeId.of("node1-2.sb8.orbit-lab.org"),
                    MacAddress.of("52:54:00:12:01:02"),
                    HexIp.ofAddress("10.18.1.2")),
            new Reservation(
                    NodeId.of("node1-1.sb8.orbit-lab.org"),
                    MacAddress.of("52:54:00:12:01:01"),
                    HexIp.ofAddress("10.18.1.1"))));

    @Test
    void nodesOfBothArchitecturesGetTheirBootProgram() {
        BootPrograms programs = new BootPrograms(
                Optional.of(HexIp.ofAddress("10.18.0.1")),
                BootPrograms.PXELINUX,
                Optional.of(BootFileName.of("syslinux.efi")));

        // kea-dhcp4 2.2 of Debian 12 accepts it (-t).
        assertThat(new KeaConfiguration(programs, RESERVATIONS).text()).isEqualTo("""
                {
                  "Dhcp4" : {
                    "client-classes" : [
                      {
                        "name" : "pxe-efi64",
                        "test" : "member('KNOWN') and (option[93].hex == 0x0007 or option[93].hex == 0x0009)",
                        "next-server" : "10.18.0.1",
                        "boot-file-name" : "syslinux.efi"
                      },
                      {
                        "name" : "pxe-bios",
                        "test" : "member('KNOWN') and not member('pxe-efi64')",
                        "next-server" : "10.18.0.1",
                        "boot-file-name" : "pxelinux.0"
                      }
                    ],
                    "reservations-global" : true,
                    "reservations" : [
                      {
                        "hw-address" : "52:54:00:12:01:01",
                        "ip-address" : "10.18.1.1",
                        "hostname" : "node1-1.sb8.orbit-lab.org"
                      },
                      {
                        "hw-address" : "52:54:00:12:01:02",
                        "ip-address" : "10.18.1.2",
                        "hostname" : "node1-2.sb8.orbit-lab.org"
                      }
                    ]
                  }
                }
                """);
    }

    @Test
    void withoutAProgramForUefiEveryNodeGetsTheSame() {
        BootPrograms programs = new BootPrograms(Optional.empty(), BootFileName.of("lpxelinux.0"), Optional.empty());

        assertThat(new KeaConfiguration(programs, RESERVATIONS).text()).contains("""
                    "client-classes" : [
                      {
                        "name" : "pxe-bios",
                        "test" : "member('KNOWN')",
                        "boot-file-name" : "lpxelinux.0"
                      }
                    ],
                """);
    }
}
