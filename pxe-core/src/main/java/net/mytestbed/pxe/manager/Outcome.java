package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;

/**
 * What a request did, or in a dry run would do.
 *
 * @param changes one for each node, in the order of the request
 * @param warnings what the caller should know and what did not stop the request, sentences
 */
public record Outcome(ImmutableList<NodeChange> changes, ImmutableList<String> warnings) {
    public Outcome {
        requireNonNull(changes, "changes");
        requireNonNull(warnings, "warnings");
    }
}
