package net.mytestbed.pxe.inventory.cache;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what an inventory said.
 *
 * <ul>
 *   <li>What it said of a node serves for {@link CachePolicy#fresh}; that it does not know one, or nonsense, for
 *       {@value Memory#UNKNOWN_SECONDS} seconds at most, so that a node which is entered is found soon.
 *   <li>Requests that need the same node or list at the same time share one call. Of many nodes only those are asked for that are
 *       not remembered.
 *   <li>Where the inventory fails, what it said within {@link CachePolicy#stale} serves, and the answer tells since when. It
 *       serves only if it is all that the request needs; else the failure is told.
 *   <li>At most {@value Turnstile#MOST_WAITING} requests wait for an inventory that does not answer; further ones are refused, or
 *       served from memory, at once.
 * </ul>
 */
public final class CachedInventory implements Inventory {
    private static final Logger log = LoggerFactory.getLogger(CachedInventory.class);

    /** What says nothing of the nodes that were asked for. */
    private static final ImmutableSet<ProblemCode> FAILURES = Sets.immutableEnumSet(
            ProblemCode.INVENTORY_DOWN, ProblemCode.INVENTORY_SLOW, ProblemCode.INVENTORY_NONSENSE);

    private final Inventory origin;
    private final Memory memory;
    private final Turnstile turnstile;
    private final AtomicBoolean serves = new AtomicBoolean(true);
    private final LongAdder remembered = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder stale = new LongAdder();

    /** @param origin answers within a bounded time */
    public CachedInventory(Inventory origin, CachePolicy policy) {
        this(origin, policy, InstantSource.system(), Ticker.systemTicker());
    }

    CachedInventory(Inventory origin, CachePolicy policy, InstantSource clock, Ticker ticker) {
        this.origin = requireNonNull(origin, "origin");
        this.memory = new Memory(policy, clock, ticker);
        this.turnstile = new Turnstile(origin, ticker);
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        return lookup(nodes, wanted, true);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return list(domain, wanted, true);
    }

    private InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted, boolean mayBeStale) {
        ImmutableMap<Node, Said> fresh = memory.fresh(nodes, wanted);
        ImmutableSet<Node> missing = Sets.difference(nodes, fresh.keySet()).immutableCopy();
        if (missing.isEmpty()) {
            remembered.increment();
            return Said.answer(nodes, fresh);
        }
        try {
            ImmutableMap<Node, Said> news =
                    asked(() -> memory.ask(missing, wanted, wantedNow -> said(wantedNow, wanted)));
            return Said.answer(
                    nodes,
                    ImmutableMap.<Node, Said>builder()
                            .putAll(fresh)
                            .putAll(news)
                            .buildOrThrow());
        } catch (PxeException failure) {
            return stale(restricted(failure, nodes), mayBeStale ? memory.stale(nodes, wanted) : Optional.empty());
        }
    }

    /** Who shared the call of another request is told nothing of that one's nodes. */
    private static PxeException restricted(PxeException failure, ImmutableSet<Node> nodes) {
        ImmutableSet<String> names =
                nodes.stream().map(node -> node.id().value()).collect(toImmutableSet());
        ImmutableList<Problem> own = failure.problems().stream()
                .filter(problem -> problem.node().map(names::contains).orElse(true))
                .collect(toImmutableList());
        return own.isEmpty() || own.size() == failure.problems().size() ? failure : new PxeException(own);
    }

    private InventoryAnswer list(Domain domain, Wanted wanted, boolean mayBeStale) {
        Optional<InventoryAnswer> fresh = memory.fresh(domain, wanted);
        if (fresh.isPresent()) {
            remembered.increment();
            return fresh.get();
        }
        try {
            return asked(() -> memory.ask(domain, wanted, () -> origin.list(domain, wanted)));
        } catch (PxeException failure) {
            return stale(failure, mayBeStale ? memory.stale(domain, wanted) : Optional.empty());
        }
    }

    /** What the inventory says now of these nodes, each of them. */
    private ImmutableMap<Node, Said> said(ImmutableSet<Node> nodes, Wanted wanted) {
        return Said.each(nodes, origin.lookup(nodes, wanted));
    }

    private <T> T asked(Supplier<T> question) {
        asked.increment();
        T answer = turnstile.ask(question);
        if (!serves.getAndSet(true)) {
            log.info("inventory-fresh-again inventory={}", origin);
        }
        return answer;
    }

    private InventoryAnswer stale(PxeException failure, Optional<InventoryAnswer> remembered) {
        boolean inventoryFailed = failure.problems().stream().anyMatch(problem -> FAILURES.contains(problem.code()));
        InventoryAnswer answer = remembered.filter(known -> inventoryFailed).orElseThrow(() -> failure);
        stale.increment();
        if (serves.getAndSet(false)) {
            log.warn(
                    "inventory-stale inventory={} since={} reason={}",
                    origin,
                    answer.staleSince().map(Object::toString).orElse(""),
                    failure.problems().get(0).sentence());
        }
        return answer;
    }

    /** Forgets these nodes, asks, remembers, and never serves what is stale. */
    @Override
    public Inventory fresh() {
        return new Fresh();
    }

    /** What its memory was good for until now. */
    public CacheUse use() {
        return new CacheUse(remembered.sum(), asked.sum(), stale.sum(), !serves.get(), turnstile.waiting());
    }

    @Override
    public void refresh() {
        memory.forgetFreshness();
        origin.refresh();
    }

    @Override
    public ImmutableSet<Domain> domains() {
        return origin.domains();
    }

    /** That of the inventory behind it. */
    @Override
    public String toString() {
        return origin.toString();
    }

    private final class Fresh implements Inventory {
        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            memory.forgetFreshness(nodes);
            return CachedInventory.this.lookup(nodes, wanted, false);
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            memory.forgetFreshness(domain);
            return CachedInventory.this.list(domain, wanted, false);
        }

        @Override
        public ImmutableSet<Domain> domains() {
            return CachedInventory.this.domains();
        }
    }
}
