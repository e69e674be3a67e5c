/**
 * What tests of a PXE service need around it: a TFTP server's directory made from code
 * ({@link net.mytestbed.pxe.testkit.tftp.TftpTree}, and its extension for JUnit 5), a TFTP server for it
 * ({@link net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer}), nodes that boot from it
 * ({@link net.mytestbed.pxe.testkit.tftp.SimulatedNode}), assertions that read as sentences
 * ({@link net.mytestbed.pxe.testkit.tftp.PxeAssertions}), and the contract tests that every
 * {@link net.mytestbed.pxe.link.BootDirectory} and {@link net.mytestbed.pxe.lease.LeaseStore} must pass. All of it works on
 * real files and real sockets.
 */
@NullMarked
package net.mytestbed.pxe.testkit.tftp;

import org.jspecify.annotations.NullMarked;
