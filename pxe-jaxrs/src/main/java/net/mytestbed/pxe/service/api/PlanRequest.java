package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.NodeSelection;

/**
 * A plan that is asked for, its JSON read.
 *
 * @param action what shall be done with the nodes' links
 * @param nodes which nodes
 * @param image the boot configuration that they shall take, where the request names one
 * @param lifetime how long the links shall stand, where the request says so
 * @param dryRun whether to tell only what would be done
 */
record PlanRequest(
        Action action,
        NodeSelection nodes,
        Optional<BootConfigName> image,
        Optional<Lifetime> lifetime,
        boolean dryRun) {
    /** What can be done with links. */
    enum Action {
        SET,
        CLEAR;

        String wireName() {
            return Ascii.toLowerCase(name());
        }
    }

    PlanRequest {
        requireNonNull(action, "action");
        requireNonNull(nodes, "nodes");
        requireNonNull(image, "image");
        requireNonNull(lifetime, "lifetime");
    }
}
