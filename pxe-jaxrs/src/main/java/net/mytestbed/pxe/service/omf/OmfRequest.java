package net.mytestbed.pxe.service.omf;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.HexIp;

/**
 * What a call asks for, its parameters read.
 *
 * @param nodes which nodes
 * @param image the boot configuration that they shall take, where the call names one
 * @param address the control address that the node must have, where the call names one
 * @param fresh whether what the inventory said earlier must not serve
 */
record OmfRequest(NodeSelection nodes, Optional<BootConfigName> image, Optional<HexIp> address, boolean fresh) {
    OmfRequest {
        requireNonNull(nodes, "nodes");
        requireNonNull(image, "image");
        requireNonNull(address, "address");
    }
}
