/** Many inventories as one: each domain has its own, or the one for all others. */
@NullMarked
package net.mytestbed.pxe.inventory.domains;

import org.jspecify.annotations.NullMarked;
