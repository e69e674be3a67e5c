package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Decides what each node boots next. A request goes one way and never back: names are resolved, all of them at once; boot
 * configurations are checked; only then the links and leases are changed. Whatever is wrong before that stops the request with
 * nothing changed, and the {@link PxeException} names everything that is wrong.
 *
 * <p>Safe for concurrent use. The inventory is asked outside of any lock, so that a slow one delays only those who need it.
 */
public final class PxeManager {
    private final Resolver resolver;
    private final BootDirectory directory;
    private final LeaseStore leases;
    private final InstantSource clock;
    private final BootPolicy policy;

    public PxeManager(
            Inventory inventory, BootDirectory directory, LeaseStore leases, InstantSource clock, BootPolicy policy) {
        this.resolver = new Resolver(inventory);
        this.directory = requireNonNull(directory, "directory");
        this.leases = requireNonNull(leases, "leases");
        this.clock = requireNonNull(clock, "clock");
        this.policy = requireNonNull(policy, "policy");
    }

    /**
     * Makes the boot directory and the lease store ready for use, once before anything else.
     *
     * @throws PxeException with a {@code DIRECTORY_*} problem if that is not possible
     */
    public void prepare() {
        directory.exclusively(() -> {
            directory.prepare();
            leases.prepare();
            return true;
        });
    }

    /**
     * Gives each node a link to its boot configuration and a lease for it.
     *
     * @return what was done, node by node
     * @throws PxeException if the request cannot be carried out for every node; then it is for none
     */
    public ImmutableList<NodeChange> set(SetRequest request) {
        Resolution resolution = resolveImages(request);
        return directory.exclusively(() -> {
            LinkPlan plan = planSetNow(resolution);
            refuseIfAnyRefused(resolution, plan);
            ImmutableMap<HexIp, Lease> granted = grant(resolution, request);
            apply(plan, granted);
            ImmutableList<NodeChange> changes = changes(resolution, plan, granted);
            ChangeLog.changed(changes, request.requester());
            return changes;
        });
    }

    /** What {@link #set} would do now; refusals are part of the answer. Nothing is changed. */
    public ImmutableList<NodeChange> planSet(SetRequest request) {
        Resolution resolution = resolveImages(request);
        return changes(resolution, planSetNow(resolution), grant(resolution, request));
    }

    /**
     * Takes the nodes' links away, whoever made them, and ends their leases.
     *
     * @return what was done, node by node
     * @throws PxeException if the request cannot be carried out for every node; then it is for none
     */
    public ImmutableList<NodeChange> clear(NodeSelection nodes, Requester requester) {
        Resolution resolution = resolver.resolve(nodes);
        return directory.exclusively(() -> {
            LinkPlan plan = planClearNow(resolution);
            refuseIfAnyRefused(resolution, plan);
            directory.apply(plan);
            leases.forget(resolution.addresses());
            ImmutableList<NodeChange> changes = changes(resolution, plan, ImmutableMap.of());
            ChangeLog.changed(changes, requester);
            return changes;
        });
    }

    /** What {@link #clear} would do now; refusals are part of the answer. Nothing is changed. */
    public ImmutableList<NodeChange> planClear(NodeSelection nodes) {
        Resolution resolution = resolver.resolve(nodes);
        return changes(resolution, planClearNow(resolution), ImmutableMap.of());
    }

    /**
     * What the nodes boot by now.
     *
     * @throws PxeException if one of them cannot be resolved
     */
    public ImmutableList<NodeState> show(NodeSelection nodes) {
        Resolution resolution = resolver.resolve(nodes);
        ImmutableMap<HexIp, Lease> recorded = leases.find(resolution.addresses());
        LinkTable table = directory.links(resolution.addresses());
        return resolution.nodes().entrySet().stream()
                .map(node -> state(node.getValue(), node.getKey(), table, recorded))
                .collect(toImmutableList());
    }

    /**
     * Ends every lease whose time has come: the link goes if it is still the one that the lease is for; another one that the
     * operator put in its place stays.
     *
     * @return the leases that ended
     */
    public ImmutableList<Lease> expire() {
        return directory.exclusively(() -> {
            Instant now = clock.instant();
            ImmutableMap<HexIp, Lease> ended =
                    ImmutableMap.copyOf(Maps.filterValues(leases.all(), lease -> lease.endedBy(now)));
            if (ended.isEmpty()) {
                return ImmutableList.of();
            }
            LinkTable table = directory.links(ended.keySet());
            ImmutableSet<HexIp> ours = ended.values().stream()
                    .filter(lease ->
                            table.entry(lease.address()).filter(lease::covers).isPresent())
                    .map(Lease::address)
                    .collect(toImmutableSet());
            directory.apply(LinkPlan.clear(ours, table));
            leases.forget(ended.keySet());
            ended.values().forEach(lease -> ChangeLog.ended(lease, ours.contains(lease.address())));
            return ended.values().asList();
        });
    }

    private Resolution resolveImages(SetRequest request) {
        Resolution resolution = resolver.resolve(request, policy.defaultImage());
        Preflight.check(ImmutableSet.copyOf(resolution.images().values()), directory);
        return resolution;
    }

    private LinkPlan planSetNow(Resolution resolution) {
        return LinkPlan.set(resolution.images(), directory.links(resolution.addresses()));
    }

    private LinkPlan planClearNow(Resolution resolution) {
        return LinkPlan.clear(resolution.addresses(), directory.links(resolution.addresses()));
    }

    private ImmutableMap<HexIp, Lease> grant(Resolution resolution, SetRequest request) {
        Instant now = clock.instant();
        Optional<Instant> until = request.lifetime().orElse(policy.lifetime()).endsWhenStartedAt(now);
        return resolution.nodes().entrySet().stream()
                .map(node -> new Lease(
                        new BootLink(node.getKey(), resolution.image(node.getKey())),
                        node.getValue().fullName(),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        until,
                        request.requester()))
                .collect(toImmutableMap(Lease::address, lease -> lease));
    }

    /** The lease first: a link without one would stand for ever if the process ended between the two. */
    private void apply(LinkPlan plan, ImmutableMap<HexIp, Lease> granted) {
        ImmutableMap<HexIp, Lease> before = leases.find(granted.keySet());
        try {
            leases.record(granted.values());
            directory.apply(plan);
        } catch (PxeException failure) {
            restore(granted.keySet(), before, failure);
            throw failure;
        }
    }

    private void restore(Set<HexIp> addresses, ImmutableMap<HexIp, Lease> before, PxeException failure) {
        try {
            leases.forget(Sets.difference(addresses, before.keySet()));
            leases.record(before.values());
        } catch (PxeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static NodeState state(Node node, HexIp address, LinkTable table, ImmutableMap<HexIp, Lease> recorded) {
        Optional<LinkEntry> entry = table.entry(address);
        Optional<Lease> lease = Optional.ofNullable(recorded.get(address))
                .filter(found -> entry.filter(found::covers).isPresent());
        return new NodeState(node, address, entry, lease);
    }

    private static void refuseIfAnyRefused(Resolution resolution, LinkPlan plan) {
        ImmutableList<Problem> problems = plan.refusals()
                .map(refusal -> {
                    Node node = resolution.node(refusal.address());
                    return Problem.ofNode(
                            ProblemCode.NOT_A_LINK,
                            node.id().value(),
                            "Node " + node + " (" + refusal.address().address() + "): " + refusal.reason());
                })
                .collect(toImmutableList());
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }

    private static ImmutableList<NodeChange> changes(
            Resolution resolution, LinkPlan plan, ImmutableMap<HexIp, Lease> granted) {
        return plan.changes().values().stream()
                .map(change -> new NodeChange(
                        resolution.node(change.address()),
                        change,
                        change.imageAfterwards().map(image -> granted.get(change.address()))))
                .collect(toImmutableList());
    }
}
