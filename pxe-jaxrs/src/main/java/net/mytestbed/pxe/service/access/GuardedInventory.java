package net.mytestbed.pxe.service.access;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
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
public final class GuardedInventory implements Inventory {
    private final Inventory inventory;

    public GuardedInventory(Inventory inventory) {
        this.inventory = requireNonNull(inventory, "inventory");
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        Caller.current()
                .ifPresent(caller -> throwIfAny(nodes.stream()
                        .map(caller::refusal)
                        .flatMap(Optional::stream)
                        .distinct()
                        .collect(toImmutableList())));
        return inventory.lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        Caller.current()
                .ifPresent(caller -> throwIfAny(caller.refusal(domain).stream().collect(toImmutableList())));
        return inventory.list(domain, wanted);
    }

    private static void throwIfAny(ImmutableList<Problem> refusals) {
        if (!refusals.isEmpty()) {
            throw new PxeException(refusals);
        }
    }

    @Override
    public Inventory fresh() {
        return new GuardedInventory(inventory.fresh());
    }

    @Override
    public void refresh() {
        inventory.refresh();
    }

    @Override
    public ImmutableSet<Domain> domains() {
        return inventory.domains();
    }
}
