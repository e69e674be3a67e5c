/** What a person sees: tables, colours and progress, the last two only where there is a terminal to show them. */
@NullMarked
package net.mytestbed.pxe.cli.terminal;

import org.jspecify.annotations.NullMarked;
