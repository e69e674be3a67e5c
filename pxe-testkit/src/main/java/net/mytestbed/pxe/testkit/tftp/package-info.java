/**
 * What tests of a PXE service need around it: a TFTP server's directory made from code
 * ({@link net.mytestbed.pxe.testkit.tftp.TftpTree}, and its extension for JUnit 5), a TFTP server for it
 * ({@link net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer}), nodes that boot from it
 * ({@link net.mytestbed.pxe.testkit.tftp.SimulatedNode}), assertions that read as sentences
 * ({@link net.mytestbed.pxe.testkit.tftp.PxeAssertions}), and the contract tests that every
 * {@link net.mytestbed.pxe.link.BootDirectory} and {@link net.mytestbed.pxe.lease.LeaseStore} must pass. All of it works on
 * real files and real sockets.
 *
 * <pre>
 * &#64;ExtendWith(TftpTreeExtension.class)
 * class MyAggregateManagerTest {
 *     &#64;Test
 *     void aNodeThatWasSetLoadsItsImage(TftpTree tree) {
 *         tree.image("orbit-2.0.0");
 *
 *         managerOf(tree.cfgDir()).set("10.18.1.2", "orbit-2.0.0");
 *
 *         assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0");
 *         try (EmbeddedTftpServer server = EmbeddedTftpServer.start(tree.root())) {
 *             assertThat(SimulatedNode.at("10.18.1.2", server.address()).boot())
 *                     .loadedKernel(TftpTree.kernelOf("orbit-2.0.0"));
 *         }
 *     }
 * }
 * </pre>
 */
@NullMarked
package net.mytestbed.pxe.testkit.tftp;

import org.jspecify.annotations.NullMarked;
