/**
 * Until when a boot link stands, for which node, and who asked for it. Pure values; where leases are kept is behind the port
 * {@link net.mytestbed.pxe.lease.LeaseStore}.
 */
@NullMarked
package net.mytestbed.pxe.lease;

import org.jspecify.annotations.NullMarked;
