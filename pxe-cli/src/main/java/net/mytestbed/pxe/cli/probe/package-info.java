/**
 * What a node would get from the TFTP server, found out by asking it: the boot program, each name of a configuration in its order,
 * kernel and initial RAM disks; compared with the directory that the server is meant to serve.
 */
@NullMarked
package net.mytestbed.pxe.cli.probe;

import org.jspecify.annotations.NullMarked;
