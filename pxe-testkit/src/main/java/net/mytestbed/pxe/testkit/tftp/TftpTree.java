package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;

/**
 * The directory of a TFTP server, as it is on a PXE server: {@code pxelinux.0}, kernels and initial RAM disks at its top,
 * configurations and links in {@code pxelinux.cfg/}. Made from code, in a directory of the test's own:
 *
 * <pre>{@code
 * TftpTree tree = TftpTree.create(directory)
 *         .image("orbit-2.0.0")
 *         .link("10.18.1.2", "orbit-2.0.0");
 * }</pre>
 *
 * <p>Everything in it is readable by all, whatever the umask is, for a TFTP server serves nothing else. There is no
 * {@code default} in it: a service under test makes one, or {@link #config} does. Methods that write return the tree itself;
 * every method throws {@link UncheckedIOException} if the disk fails.
 *
 * <p>{@link TftpTreeExtension} gives each test of JUnit 5 a tree of its own; {@link PxeAssertions} tells what nodes boot by it.
 */
public final class TftpTree {
    /** Where PXELINUX looks for configurations, below its own directory. */
    static final String CONFIG_DIRECTORY = "pxelinux.cfg";

    private static final String COMMAND_LINE = "console=tty0 console=ttyS0,115200n8 root=/dev/ram0 rw";

    private final Path root;

    private TftpTree(Path root) {
        this.root = root;
    }

    /**
     * Lays a tree out.
     *
     * @param directory where; it is made if it does not exist
     */
    public static TftpTree create(Path directory) {
        TftpTree tree = new TftpTree(directory.toAbsolutePath().normalize());
        attempt(() -> {
            Files.createDirectories(tree.root);
            Files.createDirectories(tree.cfgDir());
            openToAll(tree.root);
            openToAll(tree.cfgDir());
        });
        return tree.file("pxelinux.0", "boot program\n");
    }

    /** The directory that the TFTP server serves. */
    public Path root() {
        return root;
    }

    /** Where configurations and links are: {@code pxelinux.cfg/}. */
    public Path cfgDir() {
        return root.resolve(CONFIG_DIRECTORY);
    }

    /** Where the leases of the links are, as the service has it by default: {@code pxelinux.leases/}. Not made here. */
    public Path stateDir() {
        return root.resolve("pxelinux.leases");
    }

    /**
     * Writes a configuration that boots a RAM image, and the image: {@link #kernelOf} and {@link #initrdOf}, a few bytes each.
     *
     * @param name the configuration's name: {@code orbit-2.0.0}
     * @throws IllegalArgumentException if it is no name of a boot configuration
     */
    public TftpTree image(String name) {
        BootConfigName config = BootConfigName.of(name);
        String kernel = kernelOf(name);
        String initrd = initrdOf(name);
        BootConfig text = BootConfig.ramImage("linux", kernel, ImmutableList.of(initrd), COMMAND_LINE);
        return file(kernel, "kernel of " + name + "\n")
                .file(initrd, "initial RAM disk of " + name + "\n")
                .config(config.value(), text.text());
    }

    /**
     * The kernel's file of an {@link #image}: {@code orbit-2.0.0-vmlinuz}. It does not end like {@code linux-2.0.0}, which a
     * KERNEL line would take for a network boot program ({@code .0}).
     */
    public static String kernelOf(String image) {
        return image + "-vmlinuz";
    }

    /** The initial RAM disk's file of an {@link #image}: {@code orbit-2.0.0-initrd.gz}. */
    public static String initrdOf(String image) {
        return image + "-initrd.gz";
    }

    /**
     * Writes a configuration.
     *
     * @param name the file's name in {@code pxelinux.cfg/}: {@code default}, {@code orbit-2.0.0}, or a node's own,
     *     {@code 0A120102}
     * @param text whatever shall be in it
     */
    public TftpTree config(String name, String text) {
        checkArgument(!name.contains("/"), "%s is not a name in pxelinux.cfg/.", name);
        return file(CONFIG_DIRECTORY + "/" + name, text);
    }

    /**
     * Writes a file.
     *
     * @param path relative to the {@link #root}; its directory must exist
     * @param text whatever shall be in it
     */
    public TftpTree file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    /**
     * Writes a file that is no text: a kernel.
     *
     * @param path relative to the {@link #root}; its directory must exist
     * @param content whatever shall be in it
     */
    public TftpTree file(String path, byte[] content) {
        attempt(() -> {
            Path file = Files.write(root.resolve(path), content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        });
        return this;
    }

    /**
     * Makes a node's link, in the place of one that it has.
     *
     * @param address the node's control address: {@code 10.18.1.2}
     * @param target the link's text, a configuration's name or, for a link that the service did not make, anything
     * @throws IllegalArgumentException if the address is not an IPv4 address
     */
    public TftpTree link(String address, String target) {
        Path link = cfgDir().resolve(HexIp.ofAddress(address).hex());
        attempt(() -> {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(target));
        });
        return this;
    }

    /** All that is in the tree now, to compare with what is in it later. */
    public TreeSnapshot snapshot() {
        try {
            return TreeSnapshot.of(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree's directory. */
    @Override
    public String toString() {
        return root.toString();
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openToAll(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
