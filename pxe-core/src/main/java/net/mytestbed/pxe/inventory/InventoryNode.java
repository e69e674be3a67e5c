package net.mytestbed.pxe.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;

/**
 * What an inventory knows of a node.
 *
 * @param node the node
 * @param address the control address by which it boots
 * @param image the boot configuration it takes where a request names none
 * @param mac the hardware address of its control interface
 * @param position its place in the grid
 */
public record InventoryNode(
        Node node,
        Optional<HexIp> address,
        Optional<BootConfigName> image,
        Optional<MacAddress> mac,
        Optional<Coordinates> position) {
    public InventoryNode {
        requireNonNull(node, "node");
        requireNonNull(address, "address");
        requireNonNull(image, "image");
        requireNonNull(mac, "mac");
        requireNonNull(position, "position");
    }

    /** A node of which no more than the address and perhaps the boot configuration is known. */
    public static InventoryNode of(Node node, HexIp address, Optional<BootConfigName> image) {
        return new InventoryNode(node, Optional.of(address), image, Optional.empty(), Optional.empty());
    }

    /** The same, of the node by another of its names: an answer calls a node as the request did. */
    public InventoryNode calledAs(Node name) {
        return new InventoryNode(name, address, image, mac, position);
    }
}
