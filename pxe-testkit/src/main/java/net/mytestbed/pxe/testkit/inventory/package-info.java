/**
 * Fake inventories, in memory and over HTTP, with failures that a test switches on and off; testbeds to fill them with; and the
 * contract that every {@link net.mytestbed.pxe.inventory.Inventory} keeps.
 */
@NullMarked
package net.mytestbed.pxe.testkit.inventory;

import org.jspecify.annotations.NullMarked;
