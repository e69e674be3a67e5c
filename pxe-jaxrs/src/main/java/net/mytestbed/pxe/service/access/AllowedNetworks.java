package net.mytestbed.pxe.service.access;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Network;

/**
 * From which networks the nodes of each domain may be commanded.
 *
 * @param byDomain the networks of single domains
 * @param others those of all other domains; none: from nowhere
 */
public record AllowedNetworks(ImmutableMap<Domain, ImmutableSet<Network>> byDomain, ImmutableSet<Network> others) {
    public AllowedNetworks {
        requireNonNull(byDomain, "byDomain");
        requireNonNull(others, "others");
    }

    boolean names(Domain domain) {
        return byDomain.containsKey(domain);
    }

    boolean allow(Domain domain, Optional<HexIp> caller) {
        return contain(byDomain.getOrDefault(domain, others), caller);
    }

    boolean allowEverything(Optional<HexIp> caller) {
        return byDomain.values().stream().allMatch(networks -> contain(networks, caller)) && contain(others, caller);
    }

    /** An address that is not IPv4 is in none. */
    static boolean contain(ImmutableSet<Network> networks, Optional<HexIp> caller) {
        return caller.filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }
}
