/**
 * What the aggregate manager asks of an inventory: nodes, their control addresses and their boot configurations. The inventories
 * themselves are behind the port {@link net.mytestbed.pxe.inventory.Inventory}.
 */
@NullMarked
package net.mytestbed.pxe.inventory;

import org.jspecify.annotations.NullMarked;
