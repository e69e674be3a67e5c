package net.mytestbed.pxe.dhcp;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;

/**
 * The address that a DHCP server keeps for one node.
 *
 * @param name the node's full name, which it is also told as its host name
 * @param mac the hardware address by which the server knows it
 * @param address its control address
 */
public record Reservation(NodeId name, MacAddress mac, HexIp address) {
    public Reservation {
        requireNonNull(name, "name");
        requireNonNull(mac, "mac");
        requireNonNull(address, "address");
    }
}
