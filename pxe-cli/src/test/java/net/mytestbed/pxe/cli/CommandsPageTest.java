package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command reference says what the commands say of themselves. With -Ddocs.write it is written anew. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("../docs/commands.md");
    private static final String FROM_HERE = "<!-- From here on it is written by CommandsPageTest: -Ddocs.write -->\n";

    private static String reference() {
        StringBuilder text = new StringBuilder();
        append(PxeCommand.commandLine(Surroundings.ofProcess()).setUsageHelpAutoWidth(false), text);
        return text.toString();
    }

    private static void append(CommandLine command, StringBuilder text) {
        if (!command.getCommandName().equals("help")
                && !command.getCommandSpec().usageMessage().hidden()) {
            text.append("\n## ")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("\n\n```\n")
                    .append(command.getUsageMessage(Ansi.OFF))
                    .append("```\n");
            command.getSubcommands().values().forEach(subcommand -> append(subcommand, text));
        }
    }

    @Test
    void everyCommandIsThereAsItsHelpTellsIt() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(FROM_HERE) + FROM_HERE.length()) + reference();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }
}
