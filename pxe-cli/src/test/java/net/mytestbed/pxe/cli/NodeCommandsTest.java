package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** set, clear and show do and print the same, on the directory itself and by a running service. */
@ParameterizedClass
@EnumSource(Way.class)
class NodeCommandsTest {
    private static final Terminal PERSON = new Terminal(true, true, true);
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SB8 = "sb8.orbit-lab.org";
    private static final String GRID = "grid.orbit-lab.org";

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    NodeCommandsTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
    }

    @Test
    void setMakesTheLinkAndTellsAddressFileImageAndEnd() {
        Shell.Result result = shell.pxe("set", NODE);

        assertThat(result.lines())
                .containsExactly(
                        "NODE                       ADDRESS    HEX       CHANGE   BOOTS        UNTIL                 LEFT",
                        "node1-2.sb8.orbit-lab.org  10.18.1.2  0A120102  created  orbit-2.0.0  2016-01-24T23:47:18Z  10m 0s");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aWholeGridIsSetByOneNodeSetAndSummedUp() {
        Shell.Result result = shell.pxe("set", "--domain", GRID, "[1..20,1..20]");

        assertThat(result.lines()).hasSize(402).last().isEqualTo("400 nodes: 400 created");
        assertThat(testbed.tree()).node("10.10.20.20").boots("orbit-2.0.0");
        assertThat(shell.pxe("set", "--domain", GRID, "--all").lines()).last().isEqualTo("400 nodes: 400 kept");
    }

    @Test
    void severalArgumentsAreOneNodeSet() {
        Shell.Result result = shell.pxe("set", NODE, "node1-1." + SB8 + ",omf.nicta.node1", "-d", "norbit");

        assertThat(result.status()).isEqualTo(3);
        assertThat(shell.pxe("set", NODE, "node3-4." + GRID).lines()).last().isEqualTo("2 nodes: 2 created");
    }

    @Test
    void imageAndLifetimeAreAsAskedFor() {
        shell.pxe("set", NODE);

        Shell.Result result = shell.pxe("set", NODE, "--image", "orbit-3.1", "--lifetime", "1h30m");

        assertThat(result.lines())
                .last()
                .isEqualTo(
                        "node1-2.sb8.orbit-lab.org  10.18.1.2  0A120102  replaced  orbit-3.1  2016-01-25T01:07:18Z  1h 30m");
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-3.1");
        assertThat(shell.pxe("set", NODE, "--lifetime", "none").out()).contains("orbit-2.0.0  cleared  -");
    }

    @Test
    void aDryRunTellsTheChangesAndChangesNothing() {
        shell.pxe("set", NODE);
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.pxe("set", "-d", SB8, "--all", "--image", "orbit-3.1", "--dry-run");

        assertThat(result.lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("NODE"),
                        line -> assertThat(line).contains("0A120101  create   orbit-3.1"),
                        line -> assertThat(line).contains("0A120102  replace  orbit-3.1"),
                        sum -> assertThat(sum).isEqualTo("2 nodes: 1 to create, 1 to replace"),
                        dry -> assertThat(dry).isEqualTo("Nothing was changed (dry run)."));
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void programsGetTheFieldsOfTheJsonApi() throws IOException {
        JsonNode set = shell.pxe("set", NODE, "-o", "json").json();

        assertThat(set.path("action").asText()).isEqualTo("set");
        assertThat(set.path("dryRun").asBoolean(true)).isFalse();
        JsonNode node = set.path("nodes").path(0);
        assertThat(node.path("node").asText()).isEqualTo(NODE);
        assertThat(node.path("domain").asText()).isEqualTo(SB8);
        assertThat(node.path("address").asText()).isEqualTo("10.18.1.2");
        assertThat(node.path("hex").asText()).isEqualTo("0A120102");
        assertThat(node.path("change").asText()).isEqualTo("create");
        assertThat(node.path("from").asText()).isEqualTo("default");
        assertThat(node.path("to").asText()).isEqualTo("orbit-2.0.0");
        assertThat(node.path("lease").path("until").asText()).isEqualTo("2016-01-24T23:47:18Z");
        JsonNode shown =
                shell.pxe("show", NODE, "-o", "json").json().path("nodes").path(0);
        assertThat(shown.path("image").asText()).isEqualTo("orbit-2.0.0");
        assertThat(shown.path("origin").asText()).isEqualTo("am");
        assertThat(shown.path("lease")).isEqualTo(node.path("lease"));
        assertThat(shell.pxe("show", "node1-1." + SB8, "-o", "json")
                        .json()
                        .path("nodes")
                        .path(0)
                        .has("lease"))
                .isFalse();
    }

    @Test
    void clearTakesTheLinkAway() {
        shell.pxe("set", NODE);

        Shell.Result result = shell.pxe("clear", NODE);

        assertThat(result.lines())
                .last()
                .isEqualTo("node1-2.sb8.orbit-lab.org  10.18.1.2  0A120102  removed  default  -      -");
        assertThat(result.status()).isZero();
        assertThat(testbed.tree()).node("10.18.1.2").hasNoLink().bootsItsDisk();
    }

    @Test
    void withoutATerminalSeveralNodesAreClearedOnlyWithYes() {
        shell.pxe("set", "-d", SB8, "-a");
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result refused = shell.pxe("clear", "-d", SB8, "-a");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.complaints()).singleElement().asString().contains("--yes");
        assertThat(shell.pxe("clear", NODE, "node1-1." + SB8).status()).isEqualTo(2);
        assertThat(testbed.tree()).isUnchangedSince(before);
        assertThat(shell.pxe("clear", "-d", SB8, "-a", "--yes").lines()).last().isEqualTo("2 nodes: 2 removed");
        assertThat(testbed.tree()).node("10.18.1.1").hasNoLink();
    }

    @Test
    void aDryRunOfAClearNeedsNoYes() {
        shell.pxe("set", NODE);
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.pxe("clear", "-d", SB8, "-a", "--dry-run");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("2 nodes: 1 to keep, 1 to remove");
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void onATerminalAPersonIsAskedAndToldHowMany() {
        shell.pxe("set", NODE);

        Shell.Result no = shell.at(PERSON).typing("\n").pxe("clear", "-d", SB8, "-a");

        assertThat(no.status()).isEqualTo(1);
        assertThat(no.err())
                .startsWith("Clear 2 nodes (boot links now: 1)? [y/N] ")
                .contains("Nothing was cleared");
        assertThat(testbed.tree()).node("10.18.1.2").boots("orbit-2.0.0");
        assertThat(shell.at(PERSON).typing("y\n").pxe("clear", "-d", SB8, "-a").status())
                .isZero();
        assertThat(testbed.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void everyUnknownNodeIsNamedOnALineOfItsOwn() {
        TreeSnapshot before = testbed.tree().snapshot();

        Shell.Result result = shell.pxe("set", NODE, "node9-8." + SB8, "node9-9." + SB8);

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.complaints())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("pxe: ").contains("node9-8." + SB8),
                        line -> assertThat(line).startsWith("pxe: ").contains("node9-9." + SB8));
        assertThat(testbed.tree()).isUnchangedSince(before);
    }

    @Test
    void anUnknownDomainHasTheSameStatusAsAnUnknownNode() {
        assertThat(shell.pxe("show", "--domain", "sb99.orbit-lab.org").status()).isEqualTo(3);
    }

    @Test
    void aBadImageIsRefused() {
        Shell.Result result = shell.pxe("set", NODE, "--image", "no-such-image");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.complaints()).singleElement().asString().contains("no-such-image");
        assertThat(testbed.tree()).node("10.18.1.2").hasNoLink();
    }

    @Test
    void theOperatorsFileIsRefusedAndTheNodeNamed() {
        testbed.tree().config("0A120102", "default x\n");

        Shell.Result result = shell.pxe("set", "-d", SB8, "-a");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.complaints()).singleElement().asString().contains(NODE, "0A120102", "regular file");
        assertThat(testbed.tree()).node("10.18.1.1").hasNoLink();
    }

    @Test
    void aDryRunThatWouldBeRefusedSaysSoInItsStatus() {
        testbed.tree().config("0A120102", "default x\n");

        Shell.Result result = shell.pxe("set", "-d", SB8, "-a", "--dry-run");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("2 nodes: 1 to create, 1 to refuse");
        assertThat(result.complaints()).singleElement().asString().contains(NODE, "regular file");
    }

    @Test
    void anInventoryThatIsDownIsStatusFour() {
        testbed.inventory().fault(Fault.REFUSE);

        Shell.Result result = shell.pxe("set", NODE);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.complaints())
                .singleElement()
                .asString()
                .contains(testbed.inventory().url().toString());
    }

    @Test
    void anInventoryThatTalksNonsenseIsAFailure() {
        testbed.inventory().sayAddress(NODE, "10.300.0.1");

        Shell.Result result = shell.pxe("set", NODE);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.complaints()).singleElement().asString().contains(NODE, "10.300.0.1");
    }

    @Test
    void namesThatCannotBeReadAreWrongUsage() {
        Shell.Result result = shell.pxe("set", "../x", "[1..", "-d", SB8);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints()).hasSize(2);
    }

    @Test
    void everyNameWithoutADomainIsNamed() {
        Shell.Result result = shell.pxe("set", "node1-1", "[1,2]", NODE, "node1-3");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"node1-1\" has no domain"),
                        line -> assertThat(line).contains("Coordinates need a domain"),
                        line -> assertThat(line).contains("\"node1-3\" has no domain"));
    }

    @Test
    void whatSaysNoNodesClearlyIsWrongUsage() {
        assertThat(shell.pxe("set").status()).isEqualTo(2);
        assertThat(shell.pxe("set", "").status()).isEqualTo(2);
        assertThat(shell.pxe("set", "--all").status()).isEqualTo(2);
        assertThat(shell.pxe("set", "-d", SB8).status()).isEqualTo(2);
        assertThat(shell.pxe("set", "-d", SB8, "-a", NODE).status()).isEqualTo(2);
    }

    @Test
    void valuesThatCannotBeReadAreNamedWithTheirOption() {
        assertThat(shell.pxe("set", NODE, "--image", "../etc/passwd").err())
                .contains("--image", "\"../etc/passwd\" is not the name of a boot configuration");
        assertThat(shell.pxe("set", NODE, "--lifetime", "soon").err()).contains("--lifetime", "\"soon\"");
        assertThat(shell.pxe("show", "--domain", "a b").err()).contains("--domain", "\"a b\"");
        assertThat(shell.pxe("show", NODE, "-o", "xml").err()).contains("--output", "xml", "json");
    }

    @Test
    void onlyATerminalGetsColours() {
        assertThat(shell.pxe("set", NODE).out()).doesNotContain("\u001B");
        assertThat(shell.at(PERSON).pxe("set", NODE).out()).contains("\u001B[");
        assertThat(shell.at(PERSON).pxe("show", NODE, "-o", "json").out()).doesNotContain("\u001B");
    }
}
