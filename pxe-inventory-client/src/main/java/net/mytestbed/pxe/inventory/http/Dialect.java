package net.mytestbed.pxe.inventory.http;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;

/** Asks one service in its dialect. */
interface Dialect {
    /** Whether a service speaks a dialect. */
    enum Spoken {
        /** It answered as only this dialect does. */
        YES,
        /** It answered an error, which may mean that it does not know what was asked for. */
        PERHAPS,
        /** It answered otherwise. */
        NO
    }

    /** As {@link net.mytestbed.pxe.inventory.Inventory#lookup}. */
    InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted, ParallelCalls.Request request);

    /** As {@link net.mytestbed.pxe.inventory.Inventory#list}. */
    InventoryAnswer list(Domain domain, Wanted wanted, ParallelCalls.Request request);

    /** Whether the service speaks it, seen by the answer to a question about a node. */
    Spoken isSpoken(Node node);

    /** Whether the service speaks it, seen by the answer to a question about a domain. */
    Spoken isSpoken(Domain domain);
}
