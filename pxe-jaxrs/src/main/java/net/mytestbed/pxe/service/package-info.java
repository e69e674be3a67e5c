/**
 * The service put together: configuration, inventories, boot directory, leases, manager, expiry and web server, wired by hand in one
 * place. Who runs the aggregate manager starts at {@link net.mytestbed.pxe.service.PxeService}.
 */
@NullMarked
package net.mytestbed.pxe.service;

import org.jspecify.annotations.NullMarked;
