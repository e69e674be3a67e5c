/**
 * The way of a request, from the names of nodes to the links that they boot by, over the three ports: inventory, boot directory
 * and lease store. Whoever embeds the aggregate manager starts at {@link net.mytestbed.pxe.manager.PxeManager}.
 */
@NullMarked
package net.mytestbed.pxe.manager;

import org.jspecify.annotations.NullMarked;
