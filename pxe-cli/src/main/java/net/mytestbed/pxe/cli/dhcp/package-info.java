/** Reservations for a DHCP server, from what the inventories say. */
@NullMarked
package net.mytestbed.pxe.cli.dhcp;

import org.jspecify.annotations.NullMarked;
