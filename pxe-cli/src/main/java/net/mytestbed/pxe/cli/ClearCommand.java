package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.service.api.WireNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "clear",
        header = "Make nodes boot their local disks again.",
        description = {
            "",
            "Takes the nodes' boot links away, whoever made them, and ends their leases; the nodes then boot"
                    + " pxelinux.cfg/default. Clearing more than one node asks first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe clear node1-2.sb8.orbit-lab.org",
            "  pxe clear --domain sb8.orbit-lab.org --all --yes"
        })
final class ClearCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final NodeArguments nodes = new NodeArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Clear more than one node without asking.")
    private boolean isSure;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    ClearCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        NodeSelection selection = nodes.selection();
        BootControl control = place.control();
        if (isBulk(selection) && !dryRun.isWanted() && !isSure) {
            if (!surroundings.terminal().input()) {
                surroundings.complain("This clears more than one node: say --yes, or --dry-run to see which.");
                return ExitStatus.WRONG_USAGE.number();
            }
            if (!isConfirmed(control, selection)) {
                surroundings.complain("Nothing was cleared.");
                return ExitStatus.FAILED.number();
            }
        }
        WireNodes.Plan plan = clear(control, selection, dryRun.isWanted());
        return output.report(surroundings).print(plan).number();
    }

    private static boolean isBulk(NodeSelection selection) {
        return !(selection instanceof NodeSelection.Nodes named)
                || named.nodes().size() > 1;
    }

    private boolean isConfirmed(BootControl control, NodeSelection selection) {
        WireNodes.Plan plan = clear(control, selection, true);
        long links = plan.nodes().stream()
                .filter(node -> node.change().equals("remove"))
                .count();
        return surroundings.ask(
                "Clear " + Some.count(plan.nodes().size(), "node") + " (boot links now: " + links + ")?");
    }

    private WireNodes.Plan clear(BootControl control, NodeSelection selection, boolean isDry) {
        return surroundings
                .progress()
                .during("Clearing " + NodeArguments.links(selection), () -> control.clear(selection, isDry));
    }
}
