/** What an inventory said a moment ago, so that it is not asked again, and so that it may fail for a while. */
@NullMarked
package net.mytestbed.pxe.inventory.cache;

import org.jspecify.annotations.NullMarked;
