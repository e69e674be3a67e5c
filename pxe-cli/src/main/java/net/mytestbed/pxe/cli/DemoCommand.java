package net.mytestbed.pxe.cli;

import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.demo.DemoRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Show it all at work, on this machine alone.",
        description = {
            "",
            "Lays out a testbed in a temporary directory and on free ports of 127.0.0.1, sets and clears nodes through the"
                    + " real service, and boots a simulated one over TFTP. Needs no root and no installed server, and"
                    + " removes everything at its end.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"-k", "--keep"},
            description = "Stay up after the story, and say what to try, until Ctrl-C.")
    private boolean isKept;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        new DemoRun(surroundings.clock(), surroundings.out()).run(isKept);
        return ExitStatus.DONE.number();
    }
}
