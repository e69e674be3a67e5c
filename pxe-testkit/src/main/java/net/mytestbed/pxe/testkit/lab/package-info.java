/**
 * The lab: a whole sandbox on one machine, in which real firmware boots. A {@link net.mytestbed.pxe.testkit.lab.Lab} has the
 * addresses of ORBIT's sandbox 8, Debian's DHCP and TFTP servers, nodes in QEMU that boot by iPXE and PXELINUX and can be
 * switched and reset ({@link net.mytestbed.pxe.testkit.lab.LabNode}), and an experiment controller on a machine of its own
 * ({@link net.mytestbed.pxe.testkit.lab.LabController}). It lives in namespaces of its own: nothing of it is seen outside, and
 * nothing stays, even when the process that made it is killed.
 *
 * <pre>
 * &#64;ExtendWith(LabExtension.class)
 * class MyAggregateManagerIT {
 *     &#64;Test
 *     void aNodeBootsWhatWasSet(Lab lab) {
 *         new RamImage(BootConfigName.of("orbit-pxe"), lab.controller().host().address(), lab.parts()).into(lab.tree());
 *         lab.server().start("my-manager", "--directory", Lab.TFTP_ROOT).await("listening");
 *         lab.controller().get("http://10.18.0.1:5054/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org");
 *
 *         LabBoot boot = lab.node("node1-2").powerOn();
 *
 *         assertThat(boot.awaitReport().hello()).contains("hrn=node1-2.sb8.orbit-lab.org");
 *     }
 * }
 * </pre>
 *
 * It needs root on Linux, QEMU and a few packages: docs/lab.md says which.
 */
@NullMarked
package net.mytestbed.pxe.testkit.lab;

import org.jspecify.annotations.NullMarked;
