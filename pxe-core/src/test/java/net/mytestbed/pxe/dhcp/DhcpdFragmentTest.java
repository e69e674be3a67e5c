package net.mytestbed.pxe.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;

class DhcpdFragmentTest {
    private static final BootPrograms BIOS_ONLY =
            new BootPrograms(Optional.empty(), BootPrograms.PXELINUX, Optional.empty());

    private static Reservation reservation(String name, String mac, String address) {
        return new Reservation(NodeId.of(name), MacAddress.of(mac), HexIp.ofAddress(address));
    }

    private static String text(BootPrograms programs, Reservation... reservations) {
        return new DhcpdFragment(programs, Reservations.of(Arrays.asList(reservations))).text();
    }

    @Test
    void nodesOfBothArchitecturesGetTheirBootProgram() {
        BootPrograms programs = new BootPrograms(
                Optional.of(HexIp.ofAddress("10.18.0.1")),
                BootPrograms.PXELINUX,
                Optional.of(BootFileName.of("syslinux.efi")));

        assertThat(text(
                        programs,
                        reservation("node1-2.sb8.orbit-lab.org", "52:54:00:12:01:02", "10.18.1.2"),
                        reservation("node1-1.sb8.orbit-lab.org", "52:54:00:12:01:01", "10.18.1.1")))
                .isEqualTo("""
                        # Written by "pxe dhcp" from the inventory: change it there, and write this anew.
                        option arch code 93 = unsigned integer 16;
                        group {
                          next-server 10.18.0.1;
                          # 7 and 9 are UEFI on x86-64 (RFC 4578); a BIOS is 0 or says nothing.
                          if option arch = 00:07 or option arch = 00:09 {
                            filename "syslinux.efi";
                          } else {
                            filename "pxelinux.0";
                          }
                          host node1-1.sb8.orbit-lab.org {
                            hardware ethernet 52:54:00:12:01:01;
                            fixed-address 10.18.1.1;
                            option host-name "node1-1.sb8.orbit-lab.org";
                          }
                          host node1-2.sb8.orbit-lab.org {
                            hardware ethernet 52:54:00:12:01:02;
                            fixed-address 10.18.1.2;
                            option host-name "node1-2.sb8.orbit-lab.org";
                          }
                        }
                        """);
    }

    @Test
    void withoutAProgramForUefiThereIsNothingToChoose() {
        assertThat(text(BIOS_ONLY, reservation("omf.nicta.node1", "00:03:2D:08:1A:33", "10.0.0.1")))
                .isEqualTo("""
                        # Written by "pxe dhcp" from the inventory: change it there, and write this anew.
                        group {
                          filename "pxelinux.0";
                          host omf.nicta.node1 {
                            hardware ethernet 00:03:2d:08:1a:33;
                            fixed-address 10.0.0.1;
                            option host-name "omf.nicta.node1";
                          }
                        }
                        """);
    }

    @Test
    void aNameThatDhcpdWouldNotReadIsToldAsHostNameOnly() {
        assertThat(text(BIOS_ONLY, reservation("_a.orbit", "00:03:2D:08:1A:33", "10.18.1.2")))
                .contains("host pxe-0A120102 {", "option host-name \"_a.orbit\";");
        assertThat(text(BIOS_ONLY, reservation("a._orbit", "00:03:2D:08:1A:33", "10.18.1.2")))
                .contains("host pxe-0A120102 {", "option host-name \"a._orbit\";");
    }
}
