package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.StaleReport;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.service.http.RequestProblems;

/**
 * A pruning that is asked for.
 *
 * @param only the addresses that may be touched, those that someone has seen and agreed to; empty: whatever is of no use
 * @param dryRun whether to tell only what would go
 */
public record PruneRequest(Optional<ImmutableSet<HexIp>> only, boolean dryRun) {
    public PruneRequest {
        requireNonNull(only, "only");
    }

    /** @throws net.mytestbed.pxe.problem.PxeException with a problem for each field that is unknown or cannot be read */
    static PruneRequest read(byte[] json) {
        RequestProblems problems = new RequestProblems();
        Optional<JsonFields> fields = JsonFields.parse(json, problems);
        problems.throwIfAny();
        Optional<ImmutableSet<HexIp>> only = fields.orElseThrow()
                .texts("only")
                .map(names -> names.stream()
                        .flatMap(name -> problems.attempt(() -> HexIp.ofHex(name)).stream())
                        .collect(toImmutableSet()));
        boolean dryRun = fields.orElseThrow().flag("dryRun");
        fields.orElseThrow().refuseUnknown();
        problems.throwIfAny();
        return new PruneRequest(only, dryRun);
    }

    /** Carries it out, or in a dry run only tells what would go. */
    public WireLinks.Prune carryOut(PxeManager manager, Requester requester) {
        StaleReport found = manager.findStale();
        StaleReport wanted = only.map(found::only).orElse(found);
        return WireLinks.prune(
                dryRun,
                dryRun ? wanted : new StaleReport(manager.removeStale(wanted.stale(), requester), wanted.warnings()));
    }
}
