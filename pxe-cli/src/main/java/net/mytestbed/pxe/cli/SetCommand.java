package net.mytestbed.pxe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.service.api.WireNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "set",
        header = "Make nodes boot an image.",
        description = {
            "",
            "Makes each node's boot link. All nodes get theirs or none does, and every problem is named. The links end"
                    + " after their lifetime, which a running service (pxe serve) sees to.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe set node1-2.sb8.orbit-lab.org",
            "  pxe set --domain grid.orbit-lab.org --lifetime 30m '[1..20,1..20]'",
            "  pxe set --domain sb8.orbit-lab.org --all --image orbit-3.1 --dry-run"
        })
final class SetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final NodeArguments nodes = new NodeArguments();

    @Option(
            names = {"-i", "--image"},
            paramLabel = "NAME",
            description = "The boot configuration, a file in pxelinux.cfg. Default: the inventory's for each node,"
                    + " else defImage.")
    private Optional<BootConfigName> image = Optional.empty();

    @Option(
            names = {"-l", "--lifetime"},
            paramLabel = "TIME",
            description = "How long the links stand: 90s, 10m, 1h30m, 2d, plain seconds, ISO 8601; 0 or none: until"
                    + " cleared. Default: linkLifetime.")
    private Optional<Lifetime> lifetime = Optional.empty();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    SetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        NodeSelection selection = nodes.selection();
        BootControl control = place.control();
        WireNodes.Plan plan = surroundings
                .progress()
                .during("Setting boot links", () -> control.set(selection, image, lifetime, dryRun.isWanted()));
        return output.report(surroundings).print(plan).number();
    }
}
