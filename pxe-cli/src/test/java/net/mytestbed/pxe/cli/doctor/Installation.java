package net.mytestbed.pxe.cli.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.assertj.core.api.ListAssert;

/** A machine on which all is well, in a directory of the test's own, with a service that runs; a test makes it sick. */
public final class Installation implements AutoCloseable {
    private static final String NODES = """
            domains:
              sb8.orbit-lab.org:
                image: orbit-2.0.0
                nodes:
                  node1-1: {address: 10.18.1.1, mac: '52:54:00:12:01:01'}
                  node1-2: {address: 10.18.1.2, mac: '52:54:00:12:01:02'}
            """;

    private static final String HOSTS = """
            subnet 10.18.0.0 netmask 255.255.0.0 { next-server 10.18.0.1; filename "pxelinux.0"; }
            host node1-1 { hardware ethernet 52:54:00:12:01:01; fixed-address 10.18.1.1; }
            host node1-2 { hardware ethernet 52:54:00:12:01:02; fixed-address 10.18.1.2; }
            """;

    private final Path directory;
    private final TftpTree tree;
    private final PxeService service;

    public Installation(Path directory) throws IOException {
        this.directory = directory;
        // A test's directory is its user's only.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.tree = TftpTree.create(directory.resolve("tftpboot"))
                .file("pxelinux.0", "start\0PXELINUX 6.04 PXE 20200816 \0rest")
                .file("ldlinux.c32", "\u007fELF module")
                .config("default", "default d\nlabel d\nlocalboot 0\n")
                .image("orbit-2.0.0");
        Files.createDirectories(tree.stateDir());
        Files.setPosixFilePermissions(tree.stateDir(), PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.setPosixFilePermissions(tree.cfgDir(), PosixFilePermissions.fromString("rwxrwxr-x"));
        inventory(NODES);
        config(0);
        PxeConfig read = PxeConfig.read(config());
        this.service = PxeService.start(PxeAssembly.of(read.pxe(), InstantSource.system()), read.http());
        config(service.uri().getPort());
        machine("/etc/passwd", """
                root:x:0:0:root:/root:/bin/bash
                tftp:x:64001:64001::/srv/tftp:/usr/sbin/nologin
                omf-aggmgr-pxe:x:64002:%s::/nonexistent:/usr/sbin/nologin
                nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin
                """.formatted(Files.getAttribute(tree.cfgDir(), "unix:gid")));
        machine("/etc/group", "root:x:0:\nomf-aggmgr-pxe:x:64002:\n");
        machine("/etc/default/tftpd-hpa", "TFTP_USERNAME=\"tftp\"\nTFTP_DIRECTORY=\"" + tree.root() + "\"\n");
        machine("/etc/dhcp/dhcpd.conf", HOSTS);
        process(
                100,
                "/usr/sbin/in.tftpd",
                "--listen",
                "--user",
                "tftp",
                "--secure",
                tree.root().toString());
        process(101, "/usr/sbin/sshd", "-D");
    }

    public Path config() {
        return directory.resolve("pxe.yaml");
    }

    private void config(int port) throws IOException {
        Files.writeString(config(), """
                pxe:
                  cfgDir: %s
                  testbed:
                    default:
                      inventory_url: file:%s/inventory.yaml
                http:
                  port: %d
                """.formatted(tree.cfgDir(), directory, port));
    }

    void inventory(String text) throws IOException {
        Files.writeString(directory.resolve("inventory.yaml"), text);
    }

    public TftpTree tree() {
        return tree;
    }

    PxeService service() {
        return service;
    }

    public Machine machine() {
        return new Machine(directory.resolve("machine"), ImmutableSet.of(HexIp.ofAddress("10.18.0.1")));
    }

    /** Writes a file of the machine. */
    Path machine(String absolute, String text) throws IOException {
        Path file = machine().file(absolute);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, ISO_8859_1);
    }

    void process(int number, String... arguments) throws IOException {
        machine("/proc/" + number + "/cmdline", String.join("\0", arguments) + "\0");
    }

    void ends(int number) throws IOException {
        Files.delete(machine().file("/proc/" + number + "/cmdline"));
    }

    static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    Doctor doctor() {
        return new Doctor(machine(), InstantSource.system(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What the doctor finds in one part. */
    ImmutableList<Ailment> ailments(String part) {
        return doctor().examine(config()).parts().stream()
                .filter(examined -> examined.name().equals(part))
                .findFirst()
                .orElseThrow()
                .ailments();
    }

    ListAssert<Ailment> assertAilments(String part) {
        return assertThat(ailments(part));
    }

    /** One thing is wrong with this part, and no other one. */
    void assertOnly(String part, Severity severity, String what) {
        assertAilments(part).singleElement().satisfies(ailment -> {
            assertThat(ailment.what()).contains(what);
            assertThat(ailment.severity()).isEqualTo(severity);
        });
    }

    /** Gives node1-1 a link until it is cleared. */
    void setNode1(InstantSource clock) {
        PxeConfig config = PxeConfig.read(config());
        PxeAssembly.of(config.pxe(), clock)
                .manager()
                .set(new SetRequest(
                        new NodeSelection.Nodes(
                                ImmutableSet.of(new Node(NodeId.of("node1-1"), Domain.of("sb8.orbit-lab.org")))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Lifetime.UNTIL_CLEARED),
                        Requester.sanitized("test", "test")));
    }

    @Override
    public void close() {
        service.close();
    }
}
