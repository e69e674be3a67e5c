package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "inventory",
        header = "Ask the inventories anew.",
        description = {
            "",
            "What an inventory says is remembered for a while: see inventory_ttl and inventory_stale.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND")
final class InventoryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    InventoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Without a subcommand there is only help to be had. */
    @Override
    public Integer call() {
        spec.commandLine().usage(surroundings.err());
        return ExitStatus.WRONG_USAGE.number();
    }
}
