package net.mytestbed.pxe.testkit.lab;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import net.mytestbed.pxe.dhcp.BootPrograms;
import net.mytestbed.pxe.dhcp.DhcpdFragment;
import net.mytestbed.pxe.dhcp.Reservations;
import net.mytestbed.pxe.node.HexIp;

/** The configuration of isc-dhcp-server for a sandbox: an address of its own for each node, and PXELINUX from the TFTP server. */
record DhcpConfiguration(HexIp server, String network, String netmask, ImmutableList<LabNode.Place> nodes) {
    private static final String HEAD = """
            authoritative;
            # Addresses are fixed: no need to ask whether one is in use.
            ping-check false;

            # Tells iPXE, the firmware of many network cards, that no other DHCP server has a say: saves it 3 s.
            option space ipxe;
            option ipxe-encap-opts code 175 = encapsulate ipxe;
            option ipxe.no-pxedhcp code 176 = unsigned integer 8;
            option ipxe.no-pxedhcp 1;

            """;

    String text() {
        DhcpdFragment fragment = new DhcpdFragment(
                new BootPrograms(Optional.of(server), BootPrograms.PXELINUX, Optional.empty()),
                Reservations.of(nodes.stream().map(LabNode.Place::reservation).toList()));
        return HEAD + "subnet %s netmask %s {\n}\n".formatted(network, netmask) + fragment.text();
    }
}
