package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "Print the script by which bash completes pxe commands, options, nodes and images.",
        description = {
            "",
            "Images, and the nodes of --domain (without it those that have a link), come from the service or the directory that the"
                    + " line names, else $$PXE_SERVER or $$PXE_CONFIG.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  source <(pxe completion)",
            "  pxe completion > ~/.local/share/bash-completion/completions/pxe"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec command = CommandSpec.create();

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(script(command.root().commandLine()));
        surroundings.out().flush();
        return ExitStatus.DONE.number();
    }

    /** @param pxe the whole command */
    static String script(CommandLine pxe) {
        return Completed.asked(AutoComplete.bash(pxe.getCommandName(), pxe));
    }
}
