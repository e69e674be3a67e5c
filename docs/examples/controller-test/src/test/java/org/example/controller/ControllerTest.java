package org.example.controller;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;

import java.nio.file.Files;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.SimulatedNode;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControllerTest {
    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    @Test
    void aNodeBootsWhatTheControllerAskedFor() throws Exception {
        tftp.tree().image("orbit-2.0.0");
        try (FakeInventoryServer inventory = FakeInventoryServer.start(SampleTestbeds.sandbox8());
                EmbeddedTftpServer server = EmbeddedTftpServer.start(tftp.tree().root());
                PxeService pxe = PxeService.start(PxeConfig.read(Files.writeString(
                        tftp.tree().root().resolve("pxe.yaml"),
                        "pxe: {cfgDir: pxelinux.cfg, testbed: {default: {inventory_url: '%s'}}}\nhttp: {port: 0}\n"
                                .formatted(inventory.url()))))) {
            // Here your controller makes its call.
            pxe.uri().resolve("pxe/setBootImage?node=node1-2.sb8.orbit-lab.org").toURL().openStream().close();

            assertThat(SimulatedNode.at("10.18.1.2", server.address()).boot()).loadedKernel(TftpTree.kernelOf("orbit-2.0.0"));
        }
    }
}
