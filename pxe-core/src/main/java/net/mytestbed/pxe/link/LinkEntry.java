package net.mytestbed.pxe.link;

import net.mytestbed.pxe.node.HexIp;

/** What stands under a node's hexadecimal name in the boot directory, read without following links. */
public sealed interface LinkEntry permits BootLink, ForeignLink, Occupied {
    /** The node whose name it is. */
    HexIp address();
}
