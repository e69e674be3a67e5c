package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.service.api.PruneRequest;
import net.mytestbed.pxe.service.api.WireLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        header = "Remove links and leases that are of no use any more.",
        description = {
            "",
            "Links whose lease has ended, whose boot configuration is gone, or whose node the inventory no longer knows or"
                    + " has moved to another address; and leases without their link. Shows them and asks first. An"
                    + " inventory that cannot be asked is no reason to remove anything.",
            ""
        },
        footer = {"", "Examples:", "  pxe prune --dry-run", "  pxe prune --yes -o json"})
final class PruneCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"-y", "--yes"},
            description = "Remove without asking.")
    private boolean isSure;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    PruneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        Report report = output.report(surroundings);
        if (dryRun.isWanted() || isSure) {
            report.print(prune(place.control(), new PruneRequest(Optional.empty(), dryRun.isWanted())));
            return ExitStatus.DONE.number();
        }
        if (!surroundings.terminal().input()) {
            surroundings.complain("This removes links: say --yes, or --dry-run to see which.");
            return ExitStatus.WRONG_USAGE.number();
        }
        return ask(report).number();
    }

    /** What is removed is at most what was shown, however much has come to its end while the question stood there. */
    private ExitStatus ask(Report report) {
        BootControl control = place.control();
        WireLinks.Prune found = prune(control, new PruneRequest(Optional.empty(), true));
        if (found.stale().isEmpty()) {
            report.print(found);
            return ExitStatus.DONE;
        }
        report.showBeforeQuestion(found);
        if (!surroundings.ask("Remove these " + found.stale().size() + "?")) {
            surroundings.complain("Nothing was removed.");
            return ExitStatus.FAILED;
        }
        ImmutableSet<HexIp> shown = found.stale().stream()
                .map(stale -> HexIp.ofHex(stale.link().hex()))
                .collect(toImmutableSet());
        report.print(prune(control, new PruneRequest(Optional.of(shown), false)));
        return ExitStatus.DONE;
    }

    private WireLinks.Prune prune(BootControl control, PruneRequest request) {
        return surroundings.progress().during("Looking for what is of no use", () -> control.prune(request));
    }
}
