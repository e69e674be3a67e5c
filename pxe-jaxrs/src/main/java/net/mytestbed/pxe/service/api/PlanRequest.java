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
public record PlanRequest(
        Action action,
        NodeSelection nodes,
        Optional<BootConfigName> image,
        Optional<Lifetime> lifetime,
        boolean dryRun) {
    /** What can be done with links. */
    public enum Action {
        SET,
        CLEAR;

        /** The word for it in requests and answers: {@code set} or {@code clear}. */
        public String wireName() {
            return Ascii.toLowerCase(name());
        }
    }

    public PlanRequest {
        requireNonNull(action, "action");
        requireNonNull(nodes, "nodes");
        requireNonNull(image, "image");
        requireNonNull(lifetime, "lifetime");
    }
}
