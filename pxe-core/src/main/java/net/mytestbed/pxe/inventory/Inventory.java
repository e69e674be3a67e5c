package net.mytestbed.pxe.inventory;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;

/**
 * The port to where nodes, their control addresses and their boot configurations are known.
 *
 * <p>What is wrong with single nodes (unknown, nonsense about them) is told in the answer, so that all of them are named. What is
 * wrong with the inventory itself is a {@link net.mytestbed.pxe.problem.PxeException} with {@code INVENTORY_DOWN},
 * {@code INVENTORY_SLOW}, {@code INVENTORY_NONSENSE} or {@code UNKNOWN_DOMAIN}.
 *
 * <p>Implementations are safe for concurrent use and answer within a bounded time.
 */
public interface Inventory {
    /** What a caller needs to know; an inventory may leave out what costs it more requests. */
    enum Wanted {
        /** The control addresses. */
        ADDRESS,
        /** The control addresses and the boot configurations. */
        ADDRESS_AND_IMAGE
    }

    /**
     * Looks up all of these nodes at once. Every one of them is in the answer, as a node or as a problem, and is called there as it
     * was here.
     */
    InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted);

    /** Every node of a domain. */
    InventoryAnswer list(Domain domain, Wanted wanted);

    /**
     * The same inventory as it is now: an inventory that remembers what it heard returns one here that asks for everything anew
     * (and remembers that), and that fails where it would else answer from memory.
     */
    default Inventory fresh() {
        return this;
    }

    /**
     * Takes nothing that it remembers for fresh any more, so that each node is asked for anew the next time. What it remembers may
     * still serve when the asking fails.
     */
    default void refresh() {}

    /** The domains that it can name by itself; none where they are known only to the service behind it. */
    default ImmutableSet<Domain> domains() {
        return ImmutableSet.of();
    }
}
