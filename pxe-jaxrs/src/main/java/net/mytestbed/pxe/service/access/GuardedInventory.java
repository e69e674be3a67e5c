package net.mytestbed.pxe.service.access;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.inventory.ForwardingInventory;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Tells nobody of nodes that are not theirs. Every request that names nodes looks them up before it does anything else, so no resource
 * can forget to ask.
 */
public final class GuardedInventory extends ForwardingInventory {

    public GuardedInventory(Inventory inventory) {
        super(inventory);
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        Caller.current()
                .ifPresent(caller -> throwIfAny(nodes.stream()
                        .map(caller::refusal)
                        .flatMap(Optional::stream)
                        .distinct()
                        .collect(toImmutableList())));
        return origin().lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        Caller.current()
                .ifPresent(caller -> throwIfAny(caller.refusal(domain).stream().collect(toImmutableList())));
        return origin().list(domain, wanted);
    }

    private static void throwIfAny(ImmutableList<Problem> refusals) {
        if (!refusals.isEmpty()) {
            throw new PxeException(refusals);
        }
    }

    @Override
    protected Inventory before(Inventory other) {
        return new GuardedInventory(other);
    }
}
