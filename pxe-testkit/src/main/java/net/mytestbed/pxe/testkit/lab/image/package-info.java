/** The RAM image {@code orbit-pxe}: what a node of the lab boots by the network instead of its disk. */
@NullMarked
package net.mytestbed.pxe.testkit.lab.image;

import org.jspecify.annotations.NullMarked;
