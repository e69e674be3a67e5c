package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.node.HexIp;

/**
 * The request that nodes take a boot configuration at their next boot.
 *
 * @param nodes which nodes
 * @param image the boot configuration for all of them; empty: the inventory's for each, else the default one
 * @param address what the caller believes to be the node's control address; each node's must be this one
 * @param lifetime how long the links stand; empty: as configured
 * @param requester who asks
 */
public record SetRequest(
        NodeSelection nodes,
        Optional<BootConfigName> image,
        Optional<HexIp> address,
        Optional<Lifetime> lifetime,
        Requester requester) {
    public SetRequest {
        requireNonNull(nodes, "nodes");
        requireNonNull(image, "image");
        requireNonNull(address, "address");
        requireNonNull(lifetime, "lifetime");
        requireNonNull(requester, "requester");
    }
}
