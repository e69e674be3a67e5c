package net.mytestbed.pxe.boot;

import static java.util.Objects.requireNonNull;

/**
 * One of the files that a boot program asks the TFTP server for, to find the configuration of the node it runs on.
 *
 * @param path relative to the boot program's directory: {@code pxelinux.cfg/0A120102}; where a part of the name is not known, what
 *     it is stands there: {@code pxelinux.cfg/<uuid>}
 * @param kind what the name is made of
 * @param isKnown whether the whole name is known, so that the file can be looked for
 */
public record SearchName(String path, Kind kind, boolean isKnown) {
    /** What a name is made of. */
    public enum Kind {
        /** The UUID that the node's firmware tells. */
        UUID,
        /** The hardware address of the interface that it boots from. */
        MAC,
        /** Its whole IPv4 address. */
        ADDRESS,
        /** Its IPv4 address, cut: the name is that of all nodes in a range. */
        PREFIX,
        /** Its processor. */
        ARCHITECTURE,
        /** Nothing of it: all nodes ask for this name. */
        DEFAULT
    }

    public SearchName {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
    }

    /** The path without its directory. */
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
