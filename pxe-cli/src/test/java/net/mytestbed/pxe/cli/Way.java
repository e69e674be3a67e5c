package net.mytestbed.pxe.cli;

/** The two ways in which a command does its work. */
enum Way {
    /** On the boot directory of a configuration. */
    DIRECTORY,
    /** By a running service. */
    SERVER
}
