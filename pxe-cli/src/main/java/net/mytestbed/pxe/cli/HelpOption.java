package net.mytestbed.pxe.cli;

import picocli.CommandLine.Option;

/** What every command can be asked. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    void help(boolean isWanted) {
        // picocli acts on it
    }
}
