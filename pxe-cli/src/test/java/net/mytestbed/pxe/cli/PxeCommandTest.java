package net.mytestbed.pxe.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class PxeCommandTest {
    private final Shell shell = Shell.piped();

    static Stream<String> commands() {
        return PxeCommand.commandLine(Surroundings.ofProcess()).getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("help"));
    }

    @Test
    void helpNamesEveryCommandAndEveryExitStatus() {
        Shell.Result result = shell.pxe("--help");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains(commands().map(command -> "  " + command + " ").toList())
                .containsPattern(
                        "0 done, 1 refused or failed, 2 wrong usage, 3 unknown node or\\s+domain, 4 the inventory");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        assertThat(shell.pxe(command, "--help").out()).contains("Usage: pxe " + command);
        assertThat(shell.pxe("help", command).out())
                .isEqualTo(shell.pxe(command, "--help").out());
    }

    @Test
    void theVersionSaysOnWhichJavaItRuns() {
        assertThat(shell.pxe("--version").out()).startsWith("pxe ").contains(" on Java " + Runtime.version());
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        Shell.Result result = shell.pxe("shwo");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints())
                .containsExactly("pxe: There is no command \"shwo\"; did you mean show?", "Try: pxe --help");
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheNearestOne() {
        Shell.Result result = shell.pxe("set", "--imge", "orbit-2.0.0", "node1-2.sb8.orbit-lab.org");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints().get(0)).startsWith("pxe: There is no option \"--imge\"; did you mean --image");
    }

    @Test
    void withoutACommandThereIsOnlyHelpToBeHad() {
        Shell.Result result = shell.pxe();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(shell.pxe("--help").out());
    }

    @Test
    void withoutAConfigurationItSaysHowToNameOne() {
        assumeThat(Path.of(CommandConfig.DEFAULT)).doesNotExist();

        Shell.Result result = shell.pxe("show", "node1-2.sb8.orbit-lab.org");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints())
                .singleElement()
                .asString()
                .contains(CommandConfig.DEFAULT, "--config", "PXE_CONFIG", "--server");
        assertThat(shell.pxe("dhcp").err()).contains(CommandConfig.DEFAULT).doesNotContain("--server");
    }

    @Test
    void whatIsTypedCannotWriteOnTheTerminal() {
        assertThat(shell.pxe("\u001B[2Jnonsense").err()).doesNotContain("\u001B");
    }

    @Test
    void whoServesWaitsForNoOtherCommand() {
        assertThat(lineFor("serve", "--config", "pxe.yaml").getSubcommands()).containsOnlyKeys("serve");
    }

    @Test
    void everyOtherLineHasAllCommands() {
        assertThat(lineFor("help", "serve").getSubcommands()).containsKeys("serve", "set", "help");
        assertThat(lineFor().getSubcommands()).containsKeys("serve", "set", "help");
    }

    @Test
    void theHelpOfServeIsTheSameWithoutTheOthers() {
        assertThat(helpOfServe(lineFor("serve", "--help")))
                .isEqualTo(helpOfServe(PxeCommand.commandLine(Surroundings.ofProcess())));
    }

    private static CommandLine lineFor(String... arguments) {
        return PxeCommand.commandLineFor(arguments, Surroundings.ofProcess());
    }

    private static String helpOfServe(CommandLine line) {
        return requireNonNull(line.getSubcommands().get("serve"), "serve").getUsageMessage();
    }
}
