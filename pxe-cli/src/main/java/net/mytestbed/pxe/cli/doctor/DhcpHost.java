package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;

/**
 * What a DHCP server's configuration says of one client.
 *
 * @param name as it is called there
 * @param mac the hardware address by which it is known, if by one
 * @param addresses the addresses that are kept for it
 * @param boot what it is given to boot
 */
record DhcpHost(String name, Optional<MacAddress> mac, ImmutableSet<HexIp> addresses, Boot boot) {
    DhcpHost {
        requireNonNull(name, "name");
        requireNonNull(mac, "mac");
        requireNonNull(addresses, "addresses");
        requireNonNull(boot, "boot");
    }

    /**
     * What clients are given to boot, under any condition.
     *
     * @param files boot programs
     * @param servers TFTP servers, by address or name
     */
    record Boot(ImmutableSet<String> files, ImmutableSet<String> servers) {
        static final Boot NONE = new Boot(ImmutableSet.of(), ImmutableSet.of());

        Boot {
            requireNonNull(files, "files");
            requireNonNull(servers, "servers");
        }

        Boot and(Boot other) {
            return new Boot(
                    ImmutableSet.<String>builder()
                            .addAll(files)
                            .addAll(other.files)
                            .build(),
                    ImmutableSet.<String>builder()
                            .addAll(servers)
                            .addAll(other.servers)
                            .build());
        }
    }

    DhcpHost with(Boot more) {
        return new DhcpHost(name, mac, addresses, boot.and(more));
    }
}
