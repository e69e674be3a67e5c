/**
 * The demonstration: a whole testbed on this machine's own address, with the real service in the middle, and a story told by
 * what really happens there.
 */
@NullMarked
package net.mytestbed.pxe.cli.demo;

import org.jspecify.annotations.NullMarked;
