/**
 * What a DHCP server has to know for nodes to boot: a reservation for each node, and the boot programs. Pure values and text, so
 * that whoever sets up a testbed or a laboratory writes the same.
 */
@NullMarked
package net.mytestbed.pxe.dhcp;

import org.jspecify.annotations.NullMarked;
