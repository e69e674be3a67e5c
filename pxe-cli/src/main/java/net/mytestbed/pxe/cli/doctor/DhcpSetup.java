package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.cli.doctor.DhcpHost.Boot;
import net.mytestbed.pxe.node.Network;

/**
 * What a DHCP server's configuration says of its clients.
 *
 * @param hosts those that are named in it, with all that may reach them: from around their own place, from the network that their
 *     address is in, and from classes
 */
record DhcpSetup(ImmutableList<DhcpHost> hosts) {
    DhcpSetup {
        requireNonNull(hosts, "hosts");
    }

    /**
     * Reads dhcpd.conf, or Kea's configuration where the file is JSON.
     *
     * @throws IOException if it cannot be read
     */
    static DhcpSetup read(Path file, Machine machine) throws IOException {
        return file.getFileName().toString().matches(".*kea.*|.*\\.json")
                ? new KeaFile(machine).read(file)
                : new DhcpdFile(machine).read(file);
    }

    /** A value that cannot be read here (a host's name in place of its address) is not compared. */
    static <S, T> Optional<T> parsed(S value, Function<S, T> type) {
        try {
            return Optional.of(type.apply(value));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    /** While a file is read. */
    static final class Builder {
        private final List<DhcpHost> hosts = new ArrayList<>();
        private final List<Map.Entry<Network, Boot>> networks = new ArrayList<>();
        private Boot classes = Boot.NONE;

        void addHost(DhcpHost host) {
            hosts.add(host);
        }

        void addNetwork(Network network, Boot boot) {
            networks.add(Map.entry(network, boot));
        }

        void addClass(Boot boot) {
            classes = classes.and(boot);
        }

        DhcpSetup build() {
            return new DhcpSetup(hosts.stream().map(this::complete).collect(toImmutableList()));
        }

        private DhcpHost complete(DhcpHost host) {
            return networks.stream()
                    .filter(network -> host.addresses().stream().anyMatch(network.getKey()::contains))
                    .map(Map.Entry::getValue)
                    .reduce(host.with(classes), DhcpHost::with, (one, other) -> other);
        }
    }
}
