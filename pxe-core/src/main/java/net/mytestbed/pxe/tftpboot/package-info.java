/**
 * The boot directory and the lease store on a real file system. This is the only package of the core that touches files; what it
 * relies on (atomic rename, symbolic links, a flush of a directory) is POSIX and tested on Linux.
 */
@NullMarked
package net.mytestbed.pxe.tftpboot;

import org.jspecify.annotations.NullMarked;
