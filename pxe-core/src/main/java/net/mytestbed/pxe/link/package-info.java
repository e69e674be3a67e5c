/**
 * What the boot directory holds and what it shall hold: boot links, the table of them, and the plan that leads from one to the
 * other. Pure values; the directory itself is behind the port {@link net.mytestbed.pxe.link.BootDirectory}.
 */
@NullMarked
package net.mytestbed.pxe.link;

import org.jspecify.annotations.NullMarked;
