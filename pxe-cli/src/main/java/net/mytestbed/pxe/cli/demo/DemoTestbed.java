package net.mytestbed.pxe.cli.demo;

import static java.util.Objects.requireNonNull;

import com.google.common.io.Closer;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/**
 * What the demonstration needs, all of it in a temporary directory and on free ports of 127.0.0.1.
 *
 * @param directory everything that is on disk
 * @param config the configuration file of the service
 * @param tree the TFTP server's directory
 * @param inventory an inventory service that knows sandbox 8 and the grid
 * @param tftp the TFTP server
 * @param service the aggregate manager
 */
record DemoTestbed(
        Path directory,
        Path config,
        TftpTree tree,
        FakeInventoryServer inventory,
        EmbeddedTftpServer tftp,
        PxeService service) {
    /** The boot configuration that the inventory has for the nodes of sandbox 8 and the grid. */
    static final String IMAGE = "orbit-2.0.0";

    private static final int KERNEL_BYTES = 64 << 10;
    private static final int INITRD_BYTES = 256 << 10;

    DemoTestbed {
        requireNonNull(directory, "directory");
        requireNonNull(config, "config");
        requireNonNull(tree, "tree");
        requireNonNull(inventory, "inventory");
        requireNonNull(tftp, "tftp");
        requireNonNull(service, "service");
    }

    /**
     * Sets it up.
     *
     * @param parts where to put what is to be closed at the end, also of a testbed that is set up only in part
     */
    static DemoTestbed open(InstantSource clock, Closer parts) throws IOException {
        Path directory = Files.createTempDirectory("pxe-demo-");
        parts.register(() -> MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE));
        TftpTree tree = TftpTree.create(directory.resolve("tftpboot"))
                .image(IMAGE)
                .file(TftpTree.kernelOf(IMAGE), "k".repeat(KERNEL_BYTES))
                .file(TftpTree.initrdOf(IMAGE), "i".repeat(INITRD_BYTES));
        FakeInventoryServer inventory = FakeInventoryServer.start(SampleTestbeds.all());
        parts.register(inventory::close);
        EmbeddedTftpServer tftp = EmbeddedTftpServer.start(tree.root());
        parts.register(tftp::close);
        Path file = writeConfig(directory, tree, inventory.url());
        PxeConfig config = PxeConfig.read(file);
        PxeService service = PxeService.start(PxeAssembly.of(config.pxe(), clock), config.http());
        parts.register(service::close);
        return new DemoTestbed(directory, file, tree, inventory, tftp, service);
    }

    private static Path writeConfig(Path directory, TftpTree tree, URI inventory) throws IOException {
        return Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: %s
                  linkLifetime: 600
                  testbed:
                    default:
                      inventory_url: %s
                http:
                  address: 127.0.0.1
                  port: 0
                """.formatted(tree.cfgDir(), inventory));
    }
}
