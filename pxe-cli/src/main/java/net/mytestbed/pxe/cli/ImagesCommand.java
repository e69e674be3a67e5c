package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "images",
        header = "Show the boot configurations, what a node does with each, and what is wrong with them.",
        description = {
            "",
            "A configuration with an error, or one that a TFTP server would not serve, is refused to nodes by \"set\".",
            ""
        },
        footer = {"", "Examples:", "  pxe images", "  pxe images -o json --server http://am:5054"})
final class ImagesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    ImagesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        BootControl control = place.control();
        output.report(surroundings).print(surroundings.progress().during("Asking", control::images));
        return ExitStatus.DONE.number();
    }
}
