package net.mytestbed.pxe.cli.probe;

import com.google.common.base.Ascii;

/** For what a node asks for a file. */
enum Role {
    /** The boot program. */
    PROGRAM,
    /** The boot program's second part. */
    MODULE,
    /** A configuration. */
    CONFIGURATION,
    /** What a configuration leads to: a kernel, an initial RAM disk, a program. */
    FILE;

    String wireName() {
        return Ascii.toLowerCase(name());
    }
}
