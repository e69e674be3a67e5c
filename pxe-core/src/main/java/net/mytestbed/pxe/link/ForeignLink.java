package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.node.HexIp;

/**
 * A link under a node's name that does not point to a file name in the same directory, so that it was made by someone else.
 *
 * @param address the node's control address, the name of the link
 * @param target the text of the link
 */
public record ForeignLink(HexIp address, String target) implements LinkEntry {
    public ForeignLink {
        requireNonNull(address, "address");
        requireNonNull(target, "target");
    }
}
