/**
 * How fast the service is, beside a bare loop and a bare Jetty handler that do the same on the same directory. Compiled and run only
 * in the profile {@code bench}.
 */
@NullMarked
package net.mytestbed.pxe.bench;

import org.jspecify.annotations.NullMarked;
