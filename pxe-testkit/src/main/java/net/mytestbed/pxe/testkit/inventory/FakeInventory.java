package net.mytestbed.pxe.testkit.inventory;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * An inventory in memory, filled from code, that counts its calls and fails on demand.
 *
 * <pre>{@code
 * FakeInventory inventory = FakeInventory.create()
 *     .domain("sb8.orbit-lab.org", sb8 -> sb8.image("orbit-2.0.0").node("node1-2", "10.18.1.2"));
 * }</pre>
 *
 * <p>Safe for concurrent use; what is filled in while others ask is seen by those who ask afterwards.
 */
public final class FakeInventory implements Inventory {
    private final Queue<Problem> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger lists = new AtomicInteger();
    private volatile InventorySnapshot content = new InventorySnapshot(ImmutableMap.of());
    private volatile Optional<Problem> outage = Optional.empty();

    private FakeInventory() {}

    /** An inventory that knows nothing yet. */
    public static FakeInventory create() {
        return new FakeInventory();
    }

    /**
     * Enters a domain, in place of what was known of it before.
     *
     * @throws IllegalArgumentException if a name, an address or another value is none
     */
    public synchronized FakeInventory domain(String name, Consumer<FakeTestbed> filling) {
        FakeTestbed testbed = new FakeTestbed(Domain.of(name));
        filling.accept(testbed);
        Map<Domain, ImmutableMap<Node, InventoryNode>> testbeds = new LinkedHashMap<>(content.testbeds());
        testbeds.put(
                Domain.of(name), testbed.nodes().stream().collect(toImmutableMap(InventoryNode::node, identity())));
        content = new InventorySnapshot(ImmutableMap.copyOf(testbeds));
        return this;
    }

    /** Lets one of the next calls fail; several failures come in the order in which they were enqueued. */
    public FakeInventory enqueueFailure(Problem failure) {
        failures.add(requireNonNull(failure, "failure"));
        return this;
    }

    /** Lets every call fail until {@link #recover}. */
    public FakeInventory fail(Problem failure) {
        outage = Optional.of(failure);
        return this;
    }

    /** Lets no call fail any more, not by an enqueued failure either. */
    public FakeInventory recover() {
        outage = Optional.empty();
        failures.clear();
        return this;
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        lookups.incrementAndGet();
        failIfAsked();
        return content.lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        lists.incrementAndGet();
        failIfAsked();
        return content.list(domain, wanted);
    }

    @Override
    public ImmutableSet<Domain> domains() {
        return content.domains();
    }

    private void failIfAsked() {
        Optional.ofNullable(failures.poll()).or(() -> outage).ifPresent(failure -> {
            throw new PxeException(failure);
        });
    }

    /** How often {@link #lookup} was called, failures included. */
    public int lookups() {
        return lookups.get();
    }

    /** How often {@link #list} was called, failures included. */
    public int lists() {
        return lists.get();
    }

    /** All that it knows now. */
    public InventorySnapshot content() {
        return content;
    }

    /** Every node that it knows now, domain by domain. */
    public ImmutableList<InventoryNode> nodes() {
        return content.testbeds().values().stream()
                .flatMap(testbed -> testbed.values().stream())
                .collect(ImmutableList.toImmutableList());
    }
}
