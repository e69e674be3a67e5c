/**
 * Inventories over HTTP. They answer XML to GET; what comes from them is limited in time, size and depth, and checked value by
 * value before anyone relies on it.
 */
@NullMarked
package net.mytestbed.pxe.inventory.http;

import org.jspecify.annotations.NullMarked;
