/**
 * What the commands do to nodes, in two ways behind one port: on the boot directory itself, and over the JSON API of a running
 * service. Both speak the API's own types, so that a command prints the same whichever way it went.
 */
@NullMarked
package net.mytestbed.pxe.cli.control;

import org.jspecify.annotations.NullMarked;
