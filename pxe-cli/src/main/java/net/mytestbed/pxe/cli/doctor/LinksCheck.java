package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.nio.file.Path;
import java.util.function.Supplier;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.link.Occupied;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.Stale;
import net.mytestbed.pxe.manager.StaleReport;

/** Whether what stands under nodes' names is of use. */
record LinksCheck(Path cfgDir, Supplier<PxeManager> manager) implements Check {
    @Override
    public String part() {
        return "links";
    }

    @Override
    public ImmutableList<Ailment> look() {
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        manager.get().links().stream()
                .filter(link -> link.entry() instanceof Occupied occupied && occupied.kind() == Occupied.Kind.DIRECTORY)
                .map(link -> cfgDir.resolve(link.address().hex()))
                .forEach(path -> ailments.add(Ailment.error(
                        "There is a directory under a node's name.",
                        path,
                        "The node hangs when it asks for it, and its link cannot be set.",
                        "mv " + path + " " + path + ".moved")));
        StaleReport report = manager.get().findStale();
        ImmutableListMultimap<Stale.Reason, String> byReason = report.stale().stream()
                .collect(toImmutableListMultimap(
                        Stale::reason, stale -> stale.address().hex()));
        byReason.keySet()
                .forEach(reason -> ailments.add(new Ailment(
                        severity(reason),
                        byReason.get(reason).size() + " of no use: " + reason + " (" + Some.of(byReason.get(reason))
                                + ").",
                        cfgDir.toString(),
                        why(reason),
                        "pxe prune --dry-run; pxe prune")));
        report.warnings()
                .forEach(warning -> ailments.add(Ailment.hint(
                        warning,
                        cfgDir,
                        "Not every link could be looked at.",
                        "Mend the inventory, then pxe prune --dry-run")));
        return ailments.build();
    }

    private static Ailment.Severity severity(Stale.Reason reason) {
        return switch (reason) {
            case LEASE_ENDED, TARGET_GONE -> Ailment.Severity.ERROR;
            case NODE_UNKNOWN, NODE_MOVED -> Ailment.Severity.WARNING;
            case LEASE_WITHOUT_LINK -> Ailment.Severity.HINT;
        };
    }

    private static String why(Stale.Reason reason) {
        return switch (reason) {
            case LEASE_ENDED -> "No running service ends leases: these nodes go on to boot their image.";
            case TARGET_GONE -> "These nodes fall through to default without a word.";
            case NODE_UNKNOWN, NODE_MOVED -> "Another node may get this address, and boot what was not meant for it.";
            case LEASE_WITHOUT_LINK -> "It does no harm.";
        };
    }
}
