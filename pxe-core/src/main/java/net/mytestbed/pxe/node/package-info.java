/**
 * Who boots: the names of nodes and testbeds as they come from a request, and the addresses under which PXELINUX asks for a
 * node's configuration. Pure values; nothing here knows an inventory or a directory.
 */
@NullMarked
package net.mytestbed.pxe.node;

import org.jspecify.annotations.NullMarked;
