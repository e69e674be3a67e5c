package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.NodeId;

/**
 * A node as an inventory writes it on the wire: every value is text, which may make no sense.
 *
 * @param id which node it is
 * @param name what the inventory says for its name
 */
record RawNode(
        NodeId id,
        String name,
        Domain domain,
        Optional<String> address,
        Optional<String> image,
        Optional<String> mac,
        Optional<Coordinates> position) {
    RawNode {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(domain, "domain");
        requireNonNull(address, "address");
        requireNonNull(image, "image");
        requireNonNull(mac, "mac");
        requireNonNull(position, "position");
    }
}
