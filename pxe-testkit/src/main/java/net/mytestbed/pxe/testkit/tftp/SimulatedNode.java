package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;

/**
 * A node as PXELINUX makes it boot. {@link #boot} asks a TFTP server, over real UDP, for the node's configuration in PXELINUX's
 * order, works out what it boots when nobody touches a key, and loads the kernel and initial RAM disks.
 *
 * <pre>{@code
 * SimulatedBoot boot = SimulatedNode.at("10.18.1.2", server.address())
 *         .withMac(MacAddress.of("00:03:2d:08:1a:23"))
 *         .boot();
 * }</pre>
 *
 * @param address the node's control address
 * @param server the TFTP server
 * @param mac the hardware address of the control interface; a node without one asks for no {@code 01-...} name
 * @param uuid the UUID that its firmware tells; a node without one asks for no such name
 * @param patience how long it waits for each answer, at least a millisecond
 */
public record SimulatedNode(
        HexIp address, InetSocketAddress server, Optional<MacAddress> mac, Optional<UUID> uuid, Duration patience) {
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);

    /** @throws IllegalArgumentException if the server's name was not resolved or the patience is under a millisecond */
    public SimulatedNode {
        requireNonNull(address, "address");
        checkArgument(!server.isUnresolved(), "A node cannot ask %s: its address is not known.", server);
        requireNonNull(mac, "mac");
        requireNonNull(uuid, "uuid");
        checkArgument(patience.toMillis() > 0, "A node cannot wait for %s: expected a millisecond or more.", patience);
    }

    /** A node of which no more than the control address is known. */
    public static SimulatedNode at(HexIp address, InetSocketAddress server) {
        return new SimulatedNode(address, server, Optional.empty(), Optional.empty(), DEFAULT_PATIENCE);
    }

    /**
     * A node of which no more than the control address is known.
     *
     * @param address the control address: {@code 10.18.1.2}
     * @throws IllegalArgumentException if it is not an IPv4 address
     */
    public static SimulatedNode at(String address, InetSocketAddress server) {
        return at(HexIp.ofAddress(address), server);
    }

    /** The same node with this hardware address. */
    public SimulatedNode withMac(MacAddress known) {
        return new SimulatedNode(address, server, Optional.of(known), uuid, patience);
    }

    /** The same node with this UUID, as PXELINUX writes it; that may be with its first three groups byte-swapped. */
    public SimulatedNode withUuid(UUID known) {
        return new SimulatedNode(address, server, mac, Optional.of(known), patience);
    }

    /** The same node, waiting so long for each answer; 2 s is usual. */
    public SimulatedNode withPatience(Duration wanted) {
        return new SimulatedNode(address, server, mac, uuid, wanted);
    }

    /**
     * The names that PXELINUX looks for in {@code pxelinux.cfg/}, in its order (PXELINUX manual, "Configuration"): UUID, MAC, the
     * hexadecimal address cut by one digit at a time, {@code default}.
     */
    public ImmutableList<String> searchNames() {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        uuid.ifPresent(known -> names.add(known.toString()));
        mac.ifPresent(known -> names.add(known.searchName()));
        return names.addAll(PxelinuxBoot.searchNames(address)).build();
    }

    /**
     * Boots the node once.
     *
     * @throws java.io.UncheckedIOException if no socket can be opened, a configuration is larger than
     *     {@value BootConfig#MAXIMUM_SIZE} bytes or another file than 1 GiB, or a file takes longer than five minutes
     */
    public SimulatedBoot boot() {
        return new PxelinuxBoot(new TftpFiles(server, patience)).boot(searchNames());
    }
}
