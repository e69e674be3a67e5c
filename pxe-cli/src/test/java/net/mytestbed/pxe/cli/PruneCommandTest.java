package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** prune does and prints the same, on the directory itself and by a running service. */
@ParameterizedClass
@EnumSource(Way.class)
class PruneCommandTest {
    private static final Terminal PERSON = new Terminal(true, true, false);
    private static final String NODE = "node1-2.sb8.orbit-lab.org";

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    /** One link in use, an operator's whose image is gone, and a lease whose link is. */
    PruneCommandTest(Way way, @TempDir Path directory) throws IOException {
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
        shell.pxe("set", NODE, "node1-1.sb8.orbit-lab.org");
        Files.delete(testbed.tree().cfgDir().resolve("0A120101"));
        testbed.tree().link("10.18.1.99", "orbit-9");
    }

    @Test
    void aDryRunTellsWhatWouldGoAndWhyAndChangesNothing() {
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.pxe("prune", "--dry-run");

        assertThat(result.lines())
                .containsExactly(
                        "NODE                       ADDRESS     HEX       BOOTS    SET BY    GOES   WHY",
                        "node1-1.sb8.orbit-lab.org  10.18.1.1   0A120101  default  -         lease  lease without link",
                        "-                          10.18.1.99  0A120163  orbit-9  operator  link   target gone",
                        "2 to remove: 1 lease without link, 1 target gone",
                        "Nothing was changed (dry run).");
        assertThat(result.status()).isZero();
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void withYesItGoesAndWhatIsInUseStays() {
        Shell.Result result = shell.pxe("prune", "--yes");

        assertThat(result.status()).isZero();
        assertThat(result.lines()).last().asString().startsWith("2 removed: ");
        assertThat(testbed.tree()).node("10.18.1.99").hasNoLink();
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0");
        assertThat(new LinkLeaseStore(testbed.tree().stateDir()).all()).doesNotContainKey(HexIp.ofHex("0A120101"));
        assertThat(shell.pxe("prune", "--dry-run").lines()).containsExactly("Nothing is of no use.");
        assertThat(shell.pxe("prune", "--yes").lines()).containsExactly("Nothing was removed.");
    }

    @Test
    void withoutATerminalItNeedsYes() {
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.pxe("prune");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints()).singleElement().asString().contains("--yes", "--dry-run");
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void aPersonSeesWhatItIsAboutAndMaySayNo() {
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.at(PERSON).typing("n\n").pxe("prune");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("0A120101  default", "0A120163  orbit-9", "Remove these 2? [y/N] ", "Nothing was removed");
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void aPersonWhoSaysYesIsToldWhatWent() {
        Shell.Result result = shell.at(PERSON).typing("y\n").pxe("prune");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("0A120163  orbit-9", "2 removed: ");
        assertThat(testbed.tree()).node("10.18.1.99").hasNoLink();
    }

    @Test
    void aPersonIsNotAskedWhereNothingIsOfNoUse() {
        shell.pxe("prune", "--yes");

        Shell.Result result = shell.at(PERSON).pxe("prune");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anInventoryThatIsDownIsAWarningAndNoReasonToRemove() {
        testbed.inventory().fault(Fault.REFUSE);

        Shell.Result result = shell.pxe("prune", "--yes");

        assertThat(result.status()).isZero();
        assertThat(result.complaints())
                .singleElement()
                .asString()
                .startsWith("pxe: warning: ")
                .contains(testbed.inventory().url().toString());
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0");
        assertThat(testbed.tree()).node("10.18.1.99").hasNoLink();
    }

    @Test
    void programsGetEachWithItsReason() throws IOException {
        JsonNode pruned = shell.pxe("prune", "--yes", "-o", "json").json();

        assertThat(pruned.path("dryRun").asBoolean(true)).isFalse();
        assertThat(pruned.path("warnings")).isEmpty();
        JsonNode lease = pruned.path("stale").path(0);
        assertThat(lease.path("link").path("node").asText()).isEqualTo("node1-1.sb8.orbit-lab.org");
        assertThat(lease.path("link").path("lease").path("until").asText()).isEqualTo("2016-01-24T23:47:18Z");
        assertThat(lease.path("goes").asText()).isEqualTo("lease");
        assertThat(lease.path("code").asText()).isEqualTo("lease-without-link");
        JsonNode link = pruned.path("stale").path(1);
        assertThat(link.path("link").path("hex").asText()).isEqualTo("0A120163");
        assertThat(link.path("link").path("target").asText()).isEqualTo("orbit-9");
        assertThat(link.path("link").path("origin").asText()).isEqualTo("operator");
        assertThat(link.path("goes").asText()).isEqualTo("link");
        assertThat(link.path("reason").asText()).isEqualTo("its boot configuration is gone");
    }
}
