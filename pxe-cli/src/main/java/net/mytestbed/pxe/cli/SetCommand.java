package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.service.api.WireNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            "  pxe set --domain sb8.orbit-lab.org --all --image orbit-3.1 --dry-run",
            "  pxe set --wait=15m node1-2.sb8.orbit-lab.org"
        })
final class SetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final NodeArguments nodes = new NodeArguments();

    @Option(
            names = {"-i", "--image"},
            paramLabel = "NAME",
            completionCandidates = Completed.Images.class,
            description = "The boot configuration, a file in pxelinux.cfg. Default: the inventory's for each node,"
                    + " else defImage.")
    private Optional<BootConfigName> image = Optional.empty();

    @Option(
            names = {"-l", "--lifetime"},
            paramLabel = "TIME",
            description = "How long the links stand: 90s, 10m, 1h30m, 2d, plain seconds, ISO 8601; 0 or none: until"
                    + " cleared. Default: linkLifetime.")
    private Optional<Lifetime> lifetime = Optional.empty();

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "TIME",
            fallbackValue = AttachedOnly.LEFT_OUT,
            preprocessor = AttachedOnly.class,
            description =
                    "Then wait until none of these links stands any more: it was cleared or pruned, its lease has ended,"
                            + " or another request or the operator has put another one there. Exit status 0 then, 1 if TIME is"
                            + " over before (90s, 10m, ...; default: no limit). That a node has read its link nobody tells, so"
                            + " it is not waited for.")
    private Optional<Lifetime> wait = Optional.empty();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (wait.isPresent() && dryRun.isWanted()) {
            throw new ParameterException(
                    spec.commandLine(), "--dry-run sets nothing to --wait for: give one of them, not both.");
        }
        NodeSelection selection = nodes.selection();
        BootControl control = place.control();
        WireNodes.Plan plan = surroundings
                .progress()
                .during(
                        "Setting " + NodeArguments.links(selection),
                        () -> control.set(selection, image, lifetime, dryRun.isWanted()));
        ExitStatus status = output.report(surroundings).print(plan);
        return (status == ExitStatus.DONE && wait.isPresent()
                        ? waited(control, plan, wait.get().duration())
                        : status)
                .number();
    }

    private ExitStatus waited(BootControl control, WireNodes.Plan plan, Optional<Duration> longest) {
        ImmutableList<WireNodes.PlannedNode> standing = new LinkWait(surroundings, control, plan).untilEnded(longest);
        standing.forEach(node -> surroundings.complain("Node " + node.node() + ": its link still stands."));
        if (standing.isEmpty() && !output.isJson()) {
            surroundings.out().println("None of these links stands any more.");
        }
        return standing.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
