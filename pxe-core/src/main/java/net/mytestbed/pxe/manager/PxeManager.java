package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Decides what each node boots next. A request goes one way and never back: names are resolved, all of them at once; boot
 * configurations are checked; only then the links and leases are changed. Whatever is wrong before that stops the request with
 * nothing changed, and the {@link PxeException} names everything that is wrong.
 *
 * <p>Safe for concurrent use. The inventory is asked outside of any lock, so that a slow one delays only those who need it.
 */
public final class PxeManager {
    private final Inventory inventory;
    private final Resolver resolver;
    private final BootDirectory directory;
    private final LeaseStore leases;
    private final LinksAndLeases linksAndLeases;
    private final Pruning pruning;
    private final Expiry expiry;
    private final InstantSource clock;
    private final BootPolicy policy;
    private final Changes listener;

    public PxeManager(
            Inventory inventory, BootDirectory directory, LeaseStore leases, InstantSource clock, BootPolicy policy) {
        this(inventory, directory, leases, clock, policy, Changes.UNHEARD);
    }

    /** @param listener is told of every change that this manager makes */
    public PxeManager(
            Inventory inventory,
            BootDirectory directory,
            LeaseStore leases,
            InstantSource clock,
            BootPolicy policy,
            Changes listener) {
        this(inventory, directory, leases, new LinksAndLeases(directory, leases), clock, policy, listener);
    }

    private PxeManager(
            Inventory inventory,
            BootDirectory directory,
            LeaseStore leases,
            LinksAndLeases linksAndLeases,
            InstantSource clock,
            BootPolicy policy,
            Changes listener) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.resolver = new Resolver(inventory);
        this.directory = directory;
        this.leases = leases;
        this.linksAndLeases = linksAndLeases;
        this.pruning = new Pruning(inventory, directory, leases, linksAndLeases, listener);
        this.clock = requireNonNull(clock, "clock");
        this.expiry = new Expiry(directory, leases, linksAndLeases, clock, listener);
        this.policy = requireNonNull(policy, "policy");
        this.listener = requireNonNull(listener, "listener");
    }

    /**
     * The same manager for requests that must not be answered by what the inventory said earlier: it asks the inventory anew, and
     * fails where the inventory does.
     */
    public PxeManager fresh() {
        return new PxeManager(inventory.fresh(), directory, leases, linksAndLeases, clock, policy, listener);
    }

    /**
     * Asks the inventory anew for everything: at once for one domain or for those that can be named, for all others when they are
     * needed the next time.
     *
     * @param only the domain; empty: all of them
     */
    public ImmutableList<RefreshedDomain> refreshInventory(Optional<Domain> only) {
        inventory.refresh();
        return only.map(ImmutableSet::of).orElseGet(inventory::domains).stream()
                .map(domain -> RefreshedDomain.ask(inventory, domain))
                .collect(toImmutableList());
    }

    /**
     * Makes the boot directory and the lease store ready for use, once before anything else.
     *
     * @throws PxeException with a {@code DIRECTORY_*} problem if that is not possible
     */
    public void prepare() {
        linksAndLeases.prepare();
    }

    /**
     * Gives each node a link to its boot configuration and a lease for it.
     *
     * @return what was done, node by node
     * @throws PxeException if the request cannot be carried out for every node; then it is for none
     */
    public Outcome set(SetRequest request) {
        return audited("set", request.requester(), () -> {
            Resolution resolution = resolver.resolve(request, policy.defaultImage());
            ImmutableList<String> warnings = preflight(resolution);
            return new Outcome(set(resolution, request), warnings, resolution.staleSince());
        });
    }

    private ImmutableList<NodeChange> set(Resolution resolution, SetRequest request) {
        ImmutableList<NodeChange> changes = linksAndLeases.changing(() -> {
            LinkPlan plan = planSetNow(resolution);
            resolution.requireNoRefusal(plan);
            ImmutableMap<HexIp, Lease> granted = grant(resolution, request);
            ImmutableSet<HexIp> renewed = linksAndLeases.apply(plan, granted);
            ImmutableList<NodeChange> done = changes(resolution, plan, granted);
            listener.happened(Change.requested(Change.Cause.SET, done, renewed, request.requester()));
            return done;
        });
        leases.settle();
        directory.settle();
        return changes;
    }

    /** What {@link #set} would do now; refusals are part of the answer. Nothing is changed. */
    public Outcome planSet(SetRequest request) {
        Resolution resolution = resolver.resolve(request, policy.defaultImage());
        ImmutableList<String> warnings = preflight(resolution);
        return new Outcome(
                changes(resolution, planSetNow(resolution), grant(resolution, request)),
                warnings,
                resolution.staleSince());
    }

    /**
     * Takes the nodes' links away, whoever made them, and ends their leases.
     *
     * @return what was done, node by node
     * @throws PxeException if the request cannot be carried out for every node; then it is for none
     */
    public Outcome clear(NodeSelection nodes, Requester requester) {
        return audited("clear", requester, () -> {
            Resolution resolution = resolver.resolve(nodes);
            return new Outcome(clear(resolution, requester), ImmutableList.of(), resolution.staleSince());
        });
    }

    private ImmutableList<NodeChange> clear(Resolution resolution, Requester requester) {
        ImmutableList<NodeChange> changes = linksAndLeases.changing(() -> {
            LinkPlan plan = planClearNow(resolution);
            resolution.requireNoRefusal(plan);
            linksAndLeases.remove(plan, leases.find(resolution.addresses()).keySet());
            ImmutableList<NodeChange> done = changes(resolution, plan, ImmutableMap.of());
            listener.happened(Change.requested(Change.Cause.CLEAR, done, ImmutableSet.of(), requester));
            return done;
        });
        directory.settle();
        return changes;
    }

    /** What {@link #clear} would do now; refusals are part of the answer. Nothing is changed. */
    public Outcome planClear(NodeSelection nodes) {
        Resolution resolution = resolver.resolve(nodes);
        return new Outcome(
                changes(resolution, planClearNow(resolution), ImmutableMap.of()),
                ImmutableList.of(),
                resolution.staleSince());
    }

    /**
     * What the nodes boot by now.
     *
     * @throws PxeException if one of them cannot be resolved
     */
    public NodeStates show(NodeSelection nodes) {
        Resolution resolution = resolver.resolve(nodes);
        ImmutableMap<HexIp, Lease> recorded = leases.find(resolution.addresses());
        LinkTable table = directory.links(resolution.addresses());
        return new NodeStates(
                resolution.nodes().entrySet().stream()
                        .map(node -> state(node.getValue(), node.getKey(), table, recorded))
                        .collect(toImmutableList()),
                resolution.staleSince());
    }

    /**
     * Why a node boots what it boots. Nothing is changed.
     *
     * @param uuid the UUID by which its PXELINUX asks, if known
     * @throws PxeException if the node cannot be resolved, or the directory fails
     */
    public NodeExplanation explain(Node node, Optional<UUID> uuid) {
        return new Explaining(inventory, directory).explain(node, uuid);
    }

    /** What stands in the boot directory under nodes' names, by address. The inventory is not asked. */
    public ImmutableList<LinkState> links() {
        ImmutableMap<HexIp, Lease> recorded = leases.all();
        return directory.links().entries().values().stream()
                .map(entry -> new LinkState(
                        entry,
                        Optional.ofNullable(recorded.get(entry.address()))
                                .filter(found -> found.covers(Optional.of(entry)))))
                .collect(toImmutableList());
    }

    /**
     * Ends every lease whose time has come: the link goes if it is still the one that the lease is for; another one that the
     * operator put in its place stays. Where very many end at once, other requests come in between.
     *
     * @return the leases that ended
     * @throws PxeException with a {@code DIRECTORY_*} problem if some could not be ended; those before them have
     */
    public ImmutableList<Lease> expire() {
        return expiry.endAll();
    }

    /**
     * Moves the ends of leases because the clock was put forward or back under them: a link stands as long as it was asked for
     * and not until a time that no longer means the same.
     *
     * @param by how far the clock was moved, forward or (negative) back
     * @param after leases granted between this time and now were granted by the new clock and stay
     */
    public void moveLeases(Duration by, Instant after) {
        expiry.moveEnds(by, after);
    }

    /** What stands in the boot directory or among the leases and is of no use any more. Nothing is changed. */
    public StaleReport findStale() {
        return pruning.find(clock.instant());
    }

    /**
     * Removes what was found to be of no use, as far as it still stands as it was found: links with their leases, and leases without
     * links.
     *
     * @return what was removed
     */
    public ImmutableList<Stale> removeStale(ImmutableList<Stale> found, Requester requester) {
        return pruning.remove(found, requester);
    }

    private static Outcome audited(String action, Requester requester, Supplier<Outcome> request) {
        try {
            Outcome outcome = request.get();
            AuditLog.changed(action, outcome.changes(), requester);
            return outcome;
        } catch (PxeException refusal) {
            AuditLog.refused(action, refusal, requester);
            throw refusal;
        }
    }

    private ImmutableList<String> preflight(Resolution resolution) {
        return new Preflight(directory, policy.preflight())
                .check(ImmutableSet.copyOf(resolution.images().values()));
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
                        node.getValue(),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        until,
                        request.requester()))
                .collect(toImmutableMap(Lease::address, lease -> lease));
    }

    private static NodeState state(Node node, HexIp address, LinkTable table, ImmutableMap<HexIp, Lease> recorded) {
        Optional<LinkEntry> entry = table.entry(address);
        Optional<Lease> lease = Optional.ofNullable(recorded.get(address)).filter(found -> found.covers(entry));
        return new NodeState(node, address, entry, lease);
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
