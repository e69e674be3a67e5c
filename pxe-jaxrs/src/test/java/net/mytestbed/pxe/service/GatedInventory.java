package net.mytestbed.pxe.service;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;

/** An inventory that answers nobody before its gate is opened. */
final class GatedInventory implements Inventory {
    private static final long LONGEST_SECONDS = 60;

    private final Inventory inner;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    GatedInventory(Inventory inner) {
        this.inner = inner;
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        await();
        return inner.lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        await();
        return inner.list(domain, wanted);
    }

    private void await() {
        waiting.incrementAndGet();
        if (!Uninterruptibles.awaitUninterruptibly(gate, LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The gate was not opened within " + LONGEST_SECONDS + " s.");
        }
        waiting.decrementAndGet();
    }

    /** Lets all go that wait, and all that come. */
    void open() {
        gate.countDown();
    }

    /** How many wait at the gate. */
    int waiting() {
        return waiting.get();
    }
}
