/**
 * What boots: the PXELINUX configuration language as values. {@link net.mytestbed.pxe.boot.BootConfig} is one configuration
 * file, read by the rules of PXELINUX's own parser (SYSLINUX 6.04, {@code com32/elflink/ldlinux}) and kept byte for byte;
 * {@link net.mytestbed.pxe.boot.BootConfigCheck} tells what a node would stumble over. Nothing here opens a file: whether one
 * exists comes in through {@link net.mytestbed.pxe.boot.BootFiles}.
 */
@NullMarked
package net.mytestbed.pxe.boot;

import org.jspecify.annotations.NullMarked;
