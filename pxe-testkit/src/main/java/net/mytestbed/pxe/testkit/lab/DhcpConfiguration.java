package net.mytestbed.pxe.testkit.lab;

import com.google.common.collect.ImmutableList;
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
        StringBuilder text = new StringBuilder(HEAD);
        text.append("subnet %s netmask %s {\n".formatted(network, netmask))
                .append("  next-server %s;\n".formatted(server.address()))
                .append("  filename \"pxelinux.0\";\n}\n".formatted());
        for (LabNode.Place node : nodes) {
            text.append("host %s {\n".formatted(node.shortName()))
                    .append("  hardware ethernet %s;\n".formatted(node.mac()))
                    .append("  fixed-address %s;\n".formatted(node.address().address()))
                    .append("  option host-name \"%s\";\n}\n".formatted(node.name()));
        }
        return text.toString();
    }
}
