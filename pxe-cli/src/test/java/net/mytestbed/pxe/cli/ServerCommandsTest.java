package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.cli.RunningCommand.eventually;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a command by a server can meet. */
class ServerCommandsTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";

    private final Shell shell = Shell.piped();

    @Test
    void aServerThatIsNotThereIsStatusFour() throws IOException {
        String url;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + taken.getLocalPort();
        }

        Shell.Result result = shell.pxe("set", "--server", url, NODE);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.complaints()).singleElement().asString().contains(url, "connection refused");
    }

    @Test
    void aServerThatIsNoAggregateManagerIsAFailure() {
        try (FakeInventoryServer other = FakeInventoryServer.start(SampleTestbeds.sandbox8())) {
            Shell.Result result = shell.pxe("show", "--server", other.url().toString(), NODE);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.complaints())
                    .singleElement()
                    .asString()
                    .contains(other.url().toString(), "not as an aggregate manager answers");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5054", "ftp://127.0.0.1", "http://", "http:///x", "http://a b", "http://x/?q"})
    void whatIsNoUrlIsWrongUsage(String url) {
        assertThat(shell.pxe("show", "--server", url, NODE).status()).isEqualTo(2);
    }

    @Test
    void aServerAndAConfigurationTogetherAreWrongUsage() {
        Shell.Result result = shell.pxe("show", "--server", "http://127.0.0.1:5054", "--config", "pxe.yaml", NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--config", "--server", "not both");
    }

    /** Its links stay meanwhile. */
    @Test
    void whoWaitsForLinksWaitsOnWhileTheServiceIsAway(@TempDir Path directory) {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            PxeService service = CommandTestbed.serve(testbed.config());
            Shell toService = shell.with("PXE_SERVER", service.uri().toString());
            try (RunningCommand set = RunningCommand.start(toService, "set", "--wait=3s", NODE)) {
                eventually(() -> assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0"));
                service.close();

                assertThat(set.status()).isEqualTo(1);
                assertThat(set.complaints()).hasSize(2);
                assertThat(set.complaints().get(0)).contains("cannot be reached", "Waiting on.");
                assertThat(set.complaints().get(1)).contains(NODE, "still stands");
            }
        }
    }

    @Test
    void whoeverIsShownWhatTheInventorySaidEarlierIsWarned(@TempDir Path directory) {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER)) {
            Shell toService = testbed.shell();
            toService.pxe("set", NODE);
            toService.pxe("inventory", "refresh");
            testbed.inventory().fault(Fault.REFUSE);

            assertThat(toService.pxe("show", NODE).err()).startsWith("pxe: warning: The inventory does not answer");
            assertThat(toService.pxe("set", NODE).err()).startsWith("pxe: warning: The inventory does not answer");
        }
    }

    @Test
    void whatACommandOnTheDirectoryItselfSetsTheServiceShowsAsItsOwn(@TempDir Path directory) {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER)) {
            shell.with("PXE_CONFIG", testbed.config().toString()).pxe("set", NODE);

            assertThat(testbed.shell().pxe("show", NODE).out())
                    .contains("orbit-2.0.0")
                    .doesNotContain("operator");
        }
    }

    @Test
    void anOptionCountsMoreThanTheEnvironment(@TempDir Path directory) {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER)) {
            Shell misled = Shell.piped().with("PXE_SERVER", "http://127.0.0.1:1");

            assertThat(misled.pxe("show", "--config", testbed.config().toString(), NODE)
                            .status())
                    .isZero();
            assertThat(testbed.shell()
                            .with("PXE_CONFIG", "/nonexistent")
                            .pxe("show", NODE)
                            .status())
                    .isZero();
        }
    }
}
