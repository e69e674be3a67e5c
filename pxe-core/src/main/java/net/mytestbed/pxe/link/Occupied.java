package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import net.mytestbed.pxe.node.HexIp;

/**
 * Something that is not a link under a node's name. It is the operator's and never touched.
 *
 * @param address the node's control address, the name of the file
 * @param kind what it is
 */
public record Occupied(HexIp address, Kind kind) implements LinkEntry {
    /** What stands there instead of a link. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A directory; PXELINUX hangs on it. */
        DIRECTORY,
        /** A device, a socket or the like. */
        SPECIAL;

        @Override
        public String toString() {
            return this == FILE ? "regular file" : Ascii.toLowerCase(name()) + (this == SPECIAL ? " file" : "");
        }
    }

    public Occupied {
        requireNonNull(address, "address");
        requireNonNull(kind, "kind");
    }
}
