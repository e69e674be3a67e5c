package net.mytestbed.pxe.cli.control;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.service.api.PruneRequest;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;

/**
 * The port to what decides which boot configuration nodes take. Every method throws
 * {@link net.mytestbed.pxe.problem.PxeException} if the request is refused, with everything that is wrong with it, and then
 * nothing was changed; over a server also {@link ServerException}.
 */
public interface BootControl {
    /**
     * Gives each node a link to its boot configuration.
     *
     * @param image the boot configuration for all of them; empty: the inventory's for each, else the default one
     * @param lifetime how long the links stand; empty: as configured
     * @param dryRun whether to tell only what would be done; refusals are then part of the answer
     */
    WireNodes.Plan set(
            NodeSelection nodes, Optional<BootConfigName> image, Optional<Lifetime> lifetime, boolean dryRun);

    /**
     * Takes the nodes' links away.
     *
     * @param dryRun whether to tell only what would be done; refusals are then part of the answer
     */
    WireNodes.Plan clear(NodeSelection nodes, boolean dryRun);

    /** What the nodes boot by now. */
    WireNodes.States show(NodeSelection nodes);

    /**
     * Asks the inventory anew, whatever it said a moment ago.
     *
     * @param only the domain that is asked for at once; empty: all that are known by name
     */
    WireRefresh refreshInventory(Optional<Domain> only);

    /** What stands in the boot directory under nodes' names, whichever nodes these are; no inventory is asked. */
    WireLinks.Links links();

    /**
     * Tells from now on when links may have changed.
     *
     * @param hexNames the hexadecimal names of the nodes they are of
     */
    ChangeSignal changes(ImmutableSet<String> hexNames);

    /**
     * Why a node boots what it boots.
     *
     * @param uuid the UUID by which its boot program asks, if known
     */
    WireExplanation explain(Node node, Optional<UUID> uuid);

    /** The boot configurations, read and checked. */
    WireImages.Images images();

    /**
     * Takes away what is of no use any more, or in a dry run only tells it.
     *
     * @return what went, or would go
     */
    WireLinks.Prune prune(PruneRequest request);
}
