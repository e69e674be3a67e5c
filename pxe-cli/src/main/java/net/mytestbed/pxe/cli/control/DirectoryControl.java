package net.mytestbed.pxe.cli.control;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.CheckedConfig;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.Outcome;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.api.PlanRequest;
import net.mytestbed.pxe.service.api.PruneRequest;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;

/**
 * On the boot directory itself. The lock of the directory makes it safe beside a running service. A refused request leaves the
 * directory as it was, so what the nodes need beside their links ({@code default}) is made only after a request was carried out.
 */
public final class DirectoryControl implements BootControl {
    private static final Duration EACH_LOOK = Duration.ofSeconds(1);

    private final PxeAssembly assembly;
    private final Requester requester;

    /**
     * @param assembly works on the directory
     * @param requester who asks, for the leases and the log
     */
    public DirectoryControl(PxeAssembly assembly, Requester requester) {
        this.assembly = requireNonNull(assembly, "assembly");
        this.requester = requireNonNull(requester, "requester");
    }

    @Override
    public WireNodes.Plan set(
            NodeSelection nodes, Optional<BootConfigName> image, Optional<Lifetime> lifetime, boolean dryRun) {
        PxeManager manager = assembly.manager();
        SetRequest request = new SetRequest(nodes, image, Optional.empty(), lifetime, requester);
        Outcome outcome = dryRun ? manager.planSet(request) : carriedOut(() -> manager.set(request));
        return WireNodes.plan(PlanRequest.Action.SET, dryRun, outcome);
    }

    @Override
    public WireNodes.Plan clear(NodeSelection nodes, boolean dryRun) {
        PxeManager manager = assembly.manager();
        Outcome outcome = dryRun ? manager.planClear(nodes) : carriedOut(() -> manager.clear(nodes, requester));
        return WireNodes.plan(PlanRequest.Action.CLEAR, dryRun, outcome);
    }

    private <T> T carriedOut(Supplier<T> request) {
        T outcome = request.get();
        assembly.manager().prepare();
        return outcome;
    }

    /** Nothing is remembered between two commands; a service beside this one is not told. */
    @Override
    public WireRefresh refreshInventory(Optional<Domain> only) {
        return WireRefresh.of(assembly.manager().refreshInventory(only));
    }

    @Override
    public WireNodes.States show(NodeSelection nodes) {
        return WireNodes.states(assembly.manager().show(nodes));
    }

    @Override
    public WireLinks.Links links() {
        return WireLinks.links(assembly.manager().links());
    }

    /** Nobody tells, so it is time to look each second. */
    @Override
    public ChangeSignal changes(ImmutableSet<String> hexNames) {
        return longest -> Thread.sleep(Comparators.min(longest, EACH_LOOK).toMillis());
    }

    @Override
    public WireExplanation explain(Node node, Optional<UUID> uuid) {
        return WireExplanation.of(assembly.manager().explain(node, uuid));
    }

    @Override
    public WireImages.Images images() {
        return WireImages.images(CheckedConfig.all(assembly.directory()));
    }

    @Override
    public WireLinks.Prune prune(PruneRequest request) {
        Supplier<WireLinks.Prune> pruned = () -> request.carryOut(assembly.manager(), requester);
        return request.dryRun() ? pruned.get() : carriedOut(pruned);
    }
}
