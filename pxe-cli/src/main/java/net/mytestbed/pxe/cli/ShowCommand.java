package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.service.api.WireNodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        header = "Show what nodes boot, until when, and who wanted it.",
        description = {
            "",
            "Without nodes and without a domain: every link in the boot directory, and no inventory is asked. A node"
                    + " without a link boots \"default\". A link that was not made by the aggregate manager is set by"
                    + " \"operator\" and never ends by itself.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe show",
            "  pxe show node1-2.sb8.orbit-lab.org",
            "  pxe show --domain sb8.orbit-lab.org",
            "  pxe show --domain grid.orbit-lab.org -o json '[1..20,1]'"
        })
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final NodeArguments nodes = new NodeArguments();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (nodes.areNone()) {
            BootControl control = place.control();
            output.report(surroundings).print(surroundings.progress().during("Asking", control::links));
            return ExitStatus.DONE.number();
        }
        NodeSelection selection = nodes.selectionOrDomain();
        BootControl control = place.control();
        WireNodes.States states = surroundings.progress().during("Asking", () -> control.show(selection));
        output.report(surroundings).print(states);
        return ExitStatus.DONE.number();
    }
}
