package net.mytestbed.pxe.manager;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The port to who wants to know of changes: counters, watchers.
 *
 * <p>It is told while no one else can change the directory, so that changes come in the order in which they happened. What it does
 * delays every request: it returns at once, asks nothing of the manager, and throws nothing. Changes that another process makes in the
 * same directory are not told.
 */
public interface Changes {
    /** Nobody wants to know. */
    Changes UNHEARD = changes -> {};

    /** These have happened together, in one step of a request; none where nothing changed. */
    void happened(ImmutableList<Change> changes);

    /** All of these want to know. */
    static Changes all(List<Changes> listeners) {
        ImmutableList<Changes> each = ImmutableList.copyOf(listeners);
        return changes -> each.forEach(listener -> listener.happened(changes));
    }
}
