package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Set;
import net.mytestbed.pxe.node.HexIp;

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

    /** The same, of these addresses only. */
    public StaleReport only(Set<HexIp> addresses) {
        return new StaleReport(
                stale.stream()
                        .filter(found -> addresses.contains(found.address()))
                        .collect(toImmutableList()),
                warnings);
    }
}
