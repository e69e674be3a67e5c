package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;

/**
 * A node's boot link: {@code 0A120102 -> orbit-2.0.0}, always to a boot configuration in the same directory.
 *
 * @param address the node's control address, the name of the link
 * @param image the boot configuration it points to
 */
public record BootLink(HexIp address, BootConfigName image) implements LinkEntry {
    public BootLink {
        requireNonNull(address, "address");
        requireNonNull(image, "image");
    }
}
