package net.mytestbed.pxe.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.node.Domain;

/** An inventory before another one, which is asked for all but what {@link #lookup} and {@link #list} add to its answers. */
public abstract class ForwardingInventory implements Inventory {
    private final Inventory origin;

    /** @param origin the other one */
    protected ForwardingInventory(Inventory origin) {
        this.origin = requireNonNull(origin, "origin");
    }

    /** The other one. */
    protected final Inventory origin() {
        return origin;
    }

    /** The same as this before another inventory. */
    protected abstract Inventory before(Inventory other);

    @Override
    public final Inventory fresh() {
        return before(origin.fresh());
    }

    @Override
    public final void refresh() {
        origin.refresh();
    }

    @Override
    public final ImmutableSet<Domain> domains() {
        return origin.domains();
    }

    /** That of the other one. */
    @Override
    public final String toString() {
        return origin.toString();
    }
}
