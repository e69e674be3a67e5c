/**
 * What all HTTP answers of the service share: the embedded Jetty with its limits, who asked in which request, and how a failure
 * becomes a status and a body.
 */
@NullMarked
package net.mytestbed.pxe.service.http;

import org.jspecify.annotations.NullMarked;
