package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;

/**
 * What holds where neither a request nor the inventory says anything.
 *
 * @param defaultImage the boot configuration of nodes for which the inventory has none (OMF's {@code defImage})
 * @param lifetime how long links stand (OMF's {@code linkLifetime})
 * @param preflight what the check of a boot configuration does
 */
public record BootPolicy(Optional<BootConfigName> defaultImage, Lifetime lifetime, PreflightMode preflight) {
    public BootPolicy {
        requireNonNull(defaultImage, "defaultImage");
        requireNonNull(lifetime, "lifetime");
        requireNonNull(preflight, "preflight");
    }
}
