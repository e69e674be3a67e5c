package net.mytestbed.pxe.testkit.lab;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/**
 * ORBIT's sandbox 8 on one machine: the nodes node1-1 and node1-2 of sb8.orbit-lab.org (10.18.1.1 and 10.18.1.2), a server with
 * DHCP and TFTP (10.18.0.1), and an experiment controller (10.18.0.9). The service under test is not part of it: start it on
 * the {@link #server}.
 *
 * <p>All of it ends when the lab is closed or this process ends, however it ends, and nothing is left.
 */
public final class Lab implements AutoCloseable {
    /** The lab's own directory, for the programs that run in it; see {@link #directory}. */
    public static final String DIRECTORY = LabNamespace.DIRECTORY;

    /** The directory that the TFTP server serves, for the programs that run in the lab; see {@link #tree}. */
    public static final String TFTP_ROOT = DIRECTORY + "/tftpboot";

    /** The sandbox's domain. */
    public static final Domain DOMAIN = Domain.of("sb8.orbit-lab.org");

    private static final HexIp SERVER = HexIp.ofAddress("10.18.0.1");
    private static final HexIp CONTROLLER = HexIp.ofAddress("10.18.0.9");

    static final ImmutableList<LabNode.Place> NODES = ImmutableList.of(
            new LabNode.Place(
                    NodeId.of("node1-1." + DOMAIN), HexIp.ofAddress("10.18.1.1"), MacAddress.of("52:54:00:12:01:01")),
            new LabNode.Place(
                    NodeId.of("node1-2." + DOMAIN), HexIp.ofAddress("10.18.1.2"), MacAddress.of("52:54:00:12:01:02")));

    /** iPXE waits 13 s for an IPv6 router when none answers. */
    private static final String ROUTER = "interface br0 { AdvSendAdvert on; };\n";

    private final LabParts parts;
    private final LabNamespace namespace;
    private final LabHost server;
    private final TftpLog tftp = new TftpLog();
    private final TftpTree tree;
    private final ImmutableMap<String, LabNode> nodes;
    private final LabController controller;

    private Lab(LabParts parts, LabNamespace namespace) {
        this.parts = parts;
        this.namespace = namespace;
        this.server = new LabHost(namespace, SERVER, ImmutableList.of());
        this.tree = TftpTree.create(namespace.directory().resolve("tftpboot"));
        layOut();
        startServers();
        this.nodes = NODES.stream()
                .collect(toImmutableMap(
                        LabNode.Place::shortName, place -> new LabNode(place, server, namespace.directory(), tftp)));
        this.controller = LabController.start(
                new LabHost(namespace, CONTROLLER, ImmutableList.of("ip", "netns", "exec", "ec")),
                namespace.directory(),
                this::reported);
    }

    /**
     * Starts a lab of what this machine has.
     *
     * @throws AssertionError if something is missing or does not start; with what was said
     */
    public static Lab start() {
        return start(LabParts.ofThisMachine());
    }

    /**
     * Starts a lab.
     *
     * @throws AssertionError if something is missing or does not start; with what was said
     */
    public static Lab start(LabParts parts) {
        requireNonNull(parts, "parts");
        if (!parts.missing().isEmpty()) {
            throw new AssertionError("The lab lacks " + String.join(", ", parts.missing()) + ": see docs/lab.md.");
        }
        LabNamespace namespace = LabNamespace.open(SERVER, CONTROLLER, 16);
        try {
            return new Lab(parts, namespace);
        } catch (RuntimeException | Error e) {
            namespace.close();
            throw e;
        }
    }

    private void layOut() {
        serve("usr/lib/PXELINUX/pxelinux.0");
        serve("usr/lib/syslinux/modules/bios/ldlinux.c32");
        tree.config(BootConfigName.DEFAULT.value(), BootConfig.localDisk().text());
        write("dhcpd.conf", new DhcpConfiguration(SERVER, "10.18.0.0", "255.255.0.0", NODES).text());
        write("dhcpd.leases", "");
        write("radvd.conf", ROUTER);
    }

    private void startServers() {
        // tftpd-hpa logs to the system's log only; the lab's own /dev has one that Java reads.
        server.start(tftp::append, ImmutableList.of(parts.busybox().toString(), "syslogd", "-n", "-O", "-"))
                .await("syslogd started");
        server.start(
                parts.file("usr/sbin/in.tftpd").toString(),
                "-L",
                "-a",
                SERVER.address() + ":69",
                "-u",
                "nobody",
                "--secure",
                "-vvv",
                "--blocksize",
                "1468",
                TFTP_ROOT);
        server.start(
                        parts.file("usr/sbin/radvd").toString(),
                        "--nodaemon",
                        "--logmethod=stderr",
                        "--config=" + DIRECTORY + "/radvd.conf",
                        "--pidfile=" + DIRECTORY + "/radvd.pid")
                .await("started");
        server.start(
                        parts.file("usr/sbin/dhcpd").toString(),
                        "-4",
                        "-f",
                        "-d",
                        "--no-pid",
                        "-cf",
                        DIRECTORY + "/dhcpd.conf",
                        "-lf",
                        DIRECTORY + "/dhcpd.leases",
                        "br0")
                .await("Server starting service");
    }

    private void reported(ResourceController report) {
        nodes.values().stream()
                .filter(node -> node.address().address().equals(report.said("ip")))
                .flatMap(node -> node.boot().stream())
                .forEach(boot -> boot.reported(report));
    }

    private void serve(String part) {
        try {
            Path file = parts.file(part);
            tree.file(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory().resolve(name), text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is made of. */
    public LabParts parts() {
        return parts;
    }

    /** The lab's own directory as this process sees it. What is in it is in memory and ends with the lab. */
    public Path directory() {
        return namespace.directory();
    }

    /** What the TFTP server serves, as this process sees it: PXELINUX, and the local disk as {@code default}. */
    public TftpTree tree() {
        return tree;
    }

    /** The machine with DHCP and TFTP, where the service belongs: 10.18.0.1. */
    public LabHost server() {
        return server;
    }

    /** The experiment controller: 10.18.0.9. */
    public LabController controller() {
        return controller;
    }

    /** All nodes; off at first. */
    public ImmutableList<LabNode> nodes() {
        return nodes.values().asList();
    }

    /**
     * A node.
     *
     * @param shortName its name without the domain: {@code node1-2}
     * @throws IllegalArgumentException if there is none of this name
     */
    public LabNode node(String shortName) {
        LabNode node = nodes.get(shortName);
        checkArgument(node != null, "The lab has no node %s, but %s.", shortName, nodes.keySet());
        return requireNonNull(node);
    }

    /** What the TFTP server was asked for by this address so far, in order. */
    public ImmutableList<TftpRead> reads(HexIp client) {
        return tftp.reads(client.address(), 0, Integer.MAX_VALUE);
    }

    /** The process that holds the lab, as the machine numbers it: when it is gone, so is everything. */
    public long pid() {
        return namespace.pid();
    }

    /** Ends everything and leaves nothing. */
    @Override
    public void close() {
        try {
            controller.close();
        } finally {
            namespace.close();
        }
    }
}
