package net.mytestbed.pxe.cli.probe;

import com.google.common.base.Ascii;

/** What a probe can find. The names on the wire are part of the public contract. */
enum FindingCode {
    /** The TFTP server gave no answer at all, or there is no such host. */
    UNREACHABLE,
    /** It answered at first, and then no more. */
    FELL_SILENT,
    /** It serves another directory than the one here. */
    OTHER_TREE,
    /** A link leads out of the directory in which the server is confined. */
    CHROOT,
    /** The server may not read a file. */
    NOT_READABLE,
    /** It refused a file for another reason. */
    REFUSED,
    /** A directory where a file is asked for. */
    DIRECTORY,
    /** An empty file. */
    EMPTY,
    /** A link to nothing. */
    DANGLING,
    /** A transfer that did not come to the end of the file. */
    CUT_SHORT,
    /** Another content than on the disk. */
    DIFFERS,
    /** A file without which the node does not boot is not there at all. */
    MISSING,
    /** A configuration too large to be one. */
    TOO_LARGE,
    /** No name of a configuration is served. */
    NO_CONFIGURATION,
    /** The node stays where a person has to come. */
    WAITS;

    String wireName() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
