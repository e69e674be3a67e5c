/**
 * The {@code pxe} command: one class for each subcommand, and what they share (options, exit statuses, messages). What the commands
 * do to nodes is behind {@link net.mytestbed.pxe.cli.control.BootControl}.
 */
@NullMarked
package net.mytestbed.pxe.cli;

import org.jspecify.annotations.NullMarked;
