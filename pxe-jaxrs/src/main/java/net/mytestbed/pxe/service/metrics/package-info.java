/** What the service counts and times of itself, and how Prometheus reads it. */
@NullMarked
package net.mytestbed.pxe.service.metrics;

import org.jspecify.annotations.NullMarked;
