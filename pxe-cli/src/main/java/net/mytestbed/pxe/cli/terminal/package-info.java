/** What a person sees: tables, colours, progress and questions, each only where there is a terminal to show it. */
@NullMarked
package net.mytestbed.pxe.cli.terminal;

import org.jspecify.annotations.NullMarked;
