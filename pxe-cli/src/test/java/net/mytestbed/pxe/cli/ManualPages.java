package net.mytestbed.pxe.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the sources of the manual pages, and the script for bash, from the definitions of the commands; the build runs it. */
final class ManualPages {
    private ManualPages() {}

    /** @param directories where the pages go, and where the script goes */
    public static void main(String[] directories) throws IOException {
        CommandLine pxe = PxeCommand.commandLine(Surroundings.ofProcess());
        int failure = ManPageGenerator.generateManPage(
                new File(directories[0]),
                null,
                new boolean[0],
                true,
                withSubcommands(pxe.getCommandSpec()).toArray(CommandSpec[]::new));
        if (failure != 0) {
            throw new IOException("The manual pages could not be written into " + directories[0] + ".");
        }
        Path script = Path.of(directories[1], "pxe");
        Files.createDirectories(script.getParent());
        Files.writeString(script, CompletionCommand.script(pxe));
    }

    private static Stream<CommandSpec> withSubcommands(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(subcommand -> !subcommand.name().equals("help")
                                && !subcommand.usageMessage().hidden())
                        .flatMap(ManualPages::withSubcommands));
    }
}
