package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;

/**
 * What several nodes boot by at this moment.
 *
 * @param nodes one for each node, in the order of the request
 * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said
 */
public record NodeStates(ImmutableList<NodeState> nodes, Optional<Instant> staleSince) {
    public NodeStates {
        requireNonNull(nodes, "nodes");
        requireNonNull(staleSince, "staleSince");
    }
}
