package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.service.api.WireExplanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "explain",
        header = "Tell why a node boots what it boots.",
        description = {
            "",
            "Every name that the node's PXELINUX asks for, in its order; which one decides, what the node boots by it, and"
                    + " what it hides. Other boot programs (GRUB, U-Boot) are told where there is a file for them, and"
                    + " always with -o json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe explain node1-2.sb8.orbit-lab.org",
            "  pxe explain node1-2 --domain sb8.orbit-lab.org --uuid 085994b8-a6d6-a941-8c01-2f0e5c0d2f11"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final OneNodeArgument node = new OneNodeArgument();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        Node wanted = node.node();
        BootControl control = place.control();
        WireExplanation explanation =
                surroundings.progress().during("Asking", () -> control.explain(wanted, node.uuid()));
        output.report(surroundings).print(explanation);
        return ExitStatus.DONE.number();
    }
}
