package net.mytestbed.pxe.service.omf;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.manager.NodeChange;
import net.mytestbed.pxe.manager.NodeState;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.http.Shown;

/**
 * A node in an answer.
 *
 * @param name the node as it was called
 * @param address its control address
 * @param image the boot configuration that it takes
 * @param expires when that ends, where the answer tells it
 */
record OmfNode(NodeId name, HexIp address, String image, Optional<Instant> expires) {
    OmfNode {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(image, "image");
        requireNonNull(expires, "expires");
    }

    static OmfNode of(NodeChange change) {
        return new OmfNode(change.node().id(), change.address(), Shown.imageAfter(change.change()), Optional.empty());
    }

    static OmfNode of(NodeState state) {
        return new OmfNode(
                state.node().id(),
                state.address(),
                Shown.image(state.entry()),
                state.lease().flatMap(Lease::until));
    }
}
