package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.cli.RunningCommand.eventually;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.config.PxeConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** set --wait waits until the links stand no more, on the directory itself and by a running service. */
@ParameterizedClass
@EnumSource(Way.class)
class SetWaitTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String OTHER = "node1-1.sb8.orbit-lab.org";
    private static final Terminal PERSON = new Terminal(true, true, false);

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    SetWaitTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
    }

    private void eventuallyBoots(String image) {
        eventually(() -> assertThat(testbed.tree()).node("10.18.1.2").boots(image));
    }

    @Test
    void whatIsClearedIsWaitedForNoLonger() {
        try (RunningCommand set = RunningCommand.start(shell, "set", "--wait", NODE, OTHER)) {
            eventuallyBoots("orbit-2.0.0");
            shell.pxe("clear", OTHER);
            shell.pxe("clear", NODE);

            assertThat(set.status()).isZero();
            assertThat(set.lines()).last().isEqualTo("None of these links stands any more.");
            assertThat(set.complaints()).isEmpty();
        }
    }

    @Test
    void whatAnotherRequestTakesOverIsWaitedForNoLonger() {
        try (RunningCommand set = RunningCommand.start(shell, "set", "--wait=30s", "-o", "json", NODE)) {
            eventuallyBoots("orbit-2.0.0");
            shell.pxe("set", NODE, "--image", "orbit-3.1");

            assertThat(set.status()).isZero();
            assertThat(set.lines()).last().isEqualTo("}");
        }
    }

    @Test
    void theSameLinkForAnotherTimeIsAnotherRequests() {
        try (RunningCommand set = RunningCommand.start(shell, "set", "--wait=30s", NODE)) {
            eventuallyBoots("orbit-2.0.0");
            shell.pxe("set", NODE, "--lifetime", "20m");

            assertThat(set.status()).isZero();
        }
    }

    @Test
    void aLinkWhoseLeaseMovesWithTheClockIsWaitedForOn() {
        try (RunningCommand set = RunningCommand.start(shell, "set", "--wait=2s", NODE)) {
            eventuallyBoots("orbit-2.0.0");
            PxeAssembly.of(PxeConfig.read(testbed.config()).pxe(), () -> CommandTestbed.NOW)
                    .manager()
                    .moveLeases(Duration.ofHours(1), CommandTestbed.NOW.plusSeconds(1));

            assertThat(set.status()).isEqualTo(1);
        }
    }

    @Test
    void aLinkThatStandsWhenTheTimeIsOverIsAFailureThatNamesTheNode() {
        Shell.Result result = shell.pxe("set", "--wait=1s", NODE);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.complaints()).containsExactly("pxe: Node " + NODE + ": its link still stands.");
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aLinkThatStoodAlreadyUntilItIsClearedIsWaitedForAsWell() {
        shell.pxe("set", NODE, "--lifetime", "none");

        assertThat(shell.pxe("set", NODE, "--lifetime", "none", "--wait=1s").status())
                .isEqualTo(1);
    }

    @Test
    void aPersonSeesForWhatItWaits() {
        Shell.Result result = shell.at(PERSON).pxe("set", "--wait=3s", NODE, OTHER);

        assertThat(result.err()).contains("Waiting: 2 of 2 links stand, the next ends in 10m 0s ... ");
    }

    @Test
    void aDryRunSetsNothingToWaitFor() throws IOException {
        Shell.Result result = shell.pxe("set", "--wait", "--dry-run", NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--wait", "not both");
        assertThat(Files.exists(testbed.tree().cfgDir().resolve("0A120102"))).isFalse();
    }

    @Test
    void helpSaysWhatIsWaitedFor() {
        assertThat(shell.pxe("set", "--help").out().replaceAll("\\s+", " "))
                .contains("--wait[=TIME]", "its lease has ended", "That a node has read its link nobody tells");
    }
}
