package net.mytestbed.pxe.testkit.lab;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs and files of other packages that a lab is made of. Servers, boot programs and the nodes' kernel are looked for
 * under a root directory into which Debian packages were unpacked ({@code dpkg -x}), so that none has to be installed, and
 * then on the machine itself. What runs the lab (QEMU, ip, ...) is looked for on the machine only.
 *
 * @param root where packages were unpacked: holds {@code usr/sbin/in.tftpd} and so on
 */
public record LabParts(Path root) {
    /** The system property that names the root directory. */
    public static final String PROPERTY = "pxe.lab.parts";

    private static final Path MACHINE = Path.of("/");

    /** A program on the machine, and the Debian package that has it. */
    private static final ImmutableMap<String, String> PROGRAMS = ImmutableMap.of(
            "qemu-system-x86_64", "qemu-system-x86",
            "ip", "iproute2",
            "unshare", "util-linux",
            "nsenter", "util-linux",
            "curl", "curl",
            "socat", "socat");

    private static final ImmutableMap<String, String> FILES = ImmutableMap.of(
            "usr/sbin/in.tftpd", "tftpd-hpa",
            "usr/sbin/dhcpd", "isc-dhcp-server",
            "usr/sbin/radvd", "radvd",
            "usr/lib/PXELINUX/pxelinux.0", "pxelinux",
            "usr/lib/syslinux/modules/bios/ldlinux.c32", "syslinux-common");

    public LabParts {
        requireNonNull(root, "root");
    }

    /** The parts under the directory that the system property {@value #PROPERTY} names, or else the machine's own. */
    public static LabParts ofThisMachine() {
        return new LabParts(Path.of(System.getProperty(PROPERTY, MACHINE.toString())));
    }

    /** What a lab needs and this machine lacks, one phrase each; empty where a lab can run. */
    public ImmutableList<String> missing() {
        ImmutableList.Builder<String> missing = ImmutableList.builder();
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return missing.add("Linux").build();
        }
        if (!isRoot()) {
            missing.add("root");
        }
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            missing.add("/dev/net/tun");
        }
        PROGRAMS.forEach((program, inPackage) -> {
            if (program(program).isEmpty()) {
                missing.add(program + " (package " + inPackage + ")");
            }
        });
        FILES.forEach((file, inPackage) -> {
            if (find(file).isEmpty()) {
                missing.add(Path.of(file).getFileName() + " (package " + inPackage + ")");
            }
        });
        if (findBusybox().isEmpty()) {
            missing.add("busybox (package busybox-static)");
        }
        if (findKernel().isEmpty()) {
            missing.add("a kernel (package linux-image-cloud-amd64, unpacked)");
        }
        return missing.build();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program(String name) {
        return Streams.concat(
                        Splitter.on(':').splitToStream(System.getenv().getOrDefault("PATH", "")),
                        Stream.of("/usr/sbin", "/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<Path> find(String file) {
        return Stream.of(root, MACHINE)
                .map(place -> place.resolve(file).toAbsolutePath())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Path> findBusybox() {
        return Stream.of("bin/busybox", "usr/bin/busybox")
                .flatMap(file -> find(file).stream())
                .findFirst();
    }

    private Optional<Path> findKernel() {
        return Stream.of(root, MACHINE)
                .flatMap(place -> kernels(place.resolve("boot")).stream())
                .findFirst();
    }

    private static Optional<Path> kernels(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                    .max(naturalOrder())
                    .map(Path::toAbsolutePath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param file its path in its package, without the first slash */
    Path file(String file) {
        return find(file).orElseThrow(() -> new AssertionError("The lab lacks " + file + ": see docs/lab.md."));
    }

    /** A busybox that needs no libraries. */
    public Path busybox() {
        return findBusybox().orElseThrow(() -> new AssertionError("The lab lacks busybox: see docs/lab.md."));
    }

    /** The newest Linux kernel. */
    public Path kernel() {
        return findKernel().orElseThrow(() -> new AssertionError("The lab lacks a kernel: see docs/lab.md."));
    }

    /**
     * That kernel's modules by their names, as in {@code virtio_net}. A driver that is built into the kernel has none. Modules
     * that are packed ({@code .ko.xz}) are left out.
     */
    public ImmutableMap<String, Path> modules() {
        String version = kernel().getFileName().toString().substring("vmlinuz-".length());
        return Stream.of("../lib/modules/", "../usr/lib/modules/")
                .map(modules -> kernel().resolveSibling(modules + version).normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .map(LabParts::modulesIn)
                .orElse(ImmutableMap.of());
    }

    private static ImmutableMap<String, Path> modulesIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".ko"))
                    .collect(ImmutableMap.toImmutableMap(LabParts::moduleName, file -> file, (one, other) -> one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String moduleName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".ko".length()).replace('-', '_');
    }
}
