package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request did, or in a dry run would do.
 *
 * @param changes one for each node, in the order of the request
 * @param warnings what the caller should know and what did not stop the request, sentences
 * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said
 */
public record Outcome(ImmutableList<NodeChange> changes, ImmutableList<String> warnings, Optional<Instant> staleSince) {
    public Outcome {
        requireNonNull(changes, "changes");
        requireNonNull(warnings, "warnings");
        requireNonNull(staleSince, "staleSince");
    }
}
