package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;

/**
 * What is of no use any more.
 *
 * @param stale what was found, by address
 * @param warnings what could not be looked at, sentences
 */
public record StaleReport(ImmutableList<Stale> stale, ImmutableList<String> warnings) {
    public StaleReport {
        requireNonNull(stale, "stale");
        requireNonNull(warnings, "warnings");
    }
}
