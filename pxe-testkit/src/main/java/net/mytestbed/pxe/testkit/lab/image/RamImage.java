package net.mytestbed.pxe.testkit.lab.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.lab.LabController;
import net.mytestbed.pxe.testkit.lab.LabParts;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/**
 * A small Linux in memory that stands for the testbed's imaging system. Its start script brings up the control interface by
 * DHCP, prints who the node is on the serial line, and starts a resource controller that reports to the experiment controller
 * and waits for commands: docs/lab.md has the steps. A node needs 96 MB of memory for it.
 *
 * @param name the name of its boot configuration: {@code orbit-pxe}
 * @param controller where its resource controller reports to
 * @param parts where its kernel and its programs come from
 */
public record RamImage(BootConfigName name, HexIp controller, LabParts parts) {
    /** Drivers of the nodes' network card, each after those that it needs. */
    private static final ImmutableList<String> DRIVERS = ImmutableList.of(
            "virtio_ring",
            "virtio",
            "virtio_pci_modern_dev",
            "virtio_pci_legacy_dev",
            "virtio_pci",
            "failover",
            "net_failover",
            "virtio_net");

    public RamImage {
        requireNonNull(name, "name");
        requireNonNull(controller, "controller");
        requireNonNull(parts, "parts");
    }

    /**
     * Builds it and puts its boot configuration, its kernel and its RAM file system into a TFTP server's directory.
     *
     * @throws UncheckedIOException if a file cannot be read or written
     * @throws AssertionError if there is no kernel or no busybox
     */
    public void into(TftpTree tree) {
        try {
            tree.file(TftpTree.kernelOf(name.value()), Files.readAllBytes(parts.kernel()))
                    .file(TftpTree.initrdOf(name.value()), initrd())
                    .config(name.value(), config().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BootConfig config() {
        return BootConfig.ramImage(
                "linux",
                TftpTree.kernelOf(name.value()),
                ImmutableList.of(TftpTree.initrdOf(name.value())),
                "console=ttyS0 loglevel=6 control=eth0 ec=%s:%d image=%s"
                        .formatted(controller.address(), LabController.PORT, name));
    }

    private byte[] initrd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImmutableList.Builder<String> loaded = ImmutableList.builder();
        Map<String, Path> modules = parts.modules();
        try (Initramfs files = new Initramfs(out)) {
            for (String directory : ImmutableList.of("bin", "dev", "etc", "etc/init.d", "lib", "lib/modules", "sbin")) {
                files.directory(directory);
            }
            // Without it the first process has no output.
            files.characterDevice("dev/console", 5, 1)
                    .program("bin/busybox", Files.readAllBytes(parts.busybox()))
                    .link("bin/sh", "busybox")
                    .link("init", "bin/busybox")
                    .file("etc/inittab", resource("inittab"))
                    .program("etc/init.d/rcS", resource("rcS"))
                    .program("etc/udhcpc.script", resource("udhcpc.script"))
                    .program("sbin/resource-controller", resource("resource-controller"))
                    .program("sbin/resource-controller-talk", resource("resource-controller-talk"));
            for (String driver : DRIVERS) {
                if (modules.containsKey(driver)) {
                    files.file("lib/modules/" + driver + ".ko", Files.readAllBytes(modules.get(driver)));
                    loaded.add(driver + "\n");
                }
            }
            files.file("etc/modules", String.join("", loaded.build()).getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        return Resources.toByteArray(Resources.getResource(RamImage.class, name));
    }
}
