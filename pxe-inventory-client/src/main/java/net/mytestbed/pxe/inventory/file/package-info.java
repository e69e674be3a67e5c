/** The inventory from an operator's YAML file. */
@NullMarked
package net.mytestbed.pxe.inventory.file;

import org.jspecify.annotations.NullMarked;
