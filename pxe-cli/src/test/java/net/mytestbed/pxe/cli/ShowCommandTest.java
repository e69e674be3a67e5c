package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.testkit.inventory.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What show tells of links, of some nodes and of the whole directory, in both ways. */
@ParameterizedClass
@EnumSource(Way.class)
class ShowCommandTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SB8 = "sb8.orbit-lab.org";
    private static final int TERMINAL_COLUMNS = 100;

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    ShowCommandTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
    }

    private JsonNode json(String... arguments) throws IOException {
        return shell.pxe(arguments).json();
    }

    private String lastRequest(String... arguments) throws IOException {
        return json(arguments).findValue("request").asText();
    }

    @Test
    void eachNodeTellsWhatItBootsByWhomByWhichRequestAndUntilWhen() throws IOException {
        testbed.tree().link("10.18.1.1", "/srv/own-config");
        shell.pxe("set", NODE);
        String request = lastRequest("show", NODE, "-o", "json");

        assertThat(shell.pxe("show", "--domain", SB8).lines())
                .satisfiesExactly(
                        heading ->
                                assertThat(heading).containsPattern("NODE +ADDRESS +HEX +BOOTS +SET BY +LEFT +REQUEST"),
                        line -> assertThat(line)
                                .matches("node1-1\\S+ +10.18.1.1 +0A120101 +/srv/own-config +operator +- +-"),
                        line -> assertThat(line)
                                .matches("node1-2\\S+ +10.18.1.2 +0A120102 +orbit-2.0.0 +\\S+ +10m 0s +"
                                        + request.substring(0, 8)),
                        sum -> assertThat(sum).isEqualTo("2 nodes: 1 /srv/own-config, 1 orbit-2.0.0"),
                        empty -> assertThat(empty).isEmpty(),
                        heading -> assertThat(heading).matches("REQUEST +SINCE +UNTIL +LINKS"),
                        line -> assertThat(line)
                                .isEqualTo(request + "  2016-01-24T23:37:18Z  2016-01-24T23:47:18Z  1"));
    }

    @Test
    void aNodeWithoutALinkBootsTheDefaultByNoOnesRequest() {
        assertThat(shell.pxe("show", NODE).lines())
                .hasSize(2)
                .last()
                .asString()
                .matches(NODE + "  10.18.1.2  0A120102  default  - +- +-");
    }

    @Test
    void theNodesOfOneRequestNameItOnce() throws IOException {
        shell.pxe("set", "-d", SB8, "-a", "--lifetime", "none");

        assertThat(shell.pxe("show", "-d", SB8).lines())
                .last()
                .isEqualTo(lastRequest("show", NODE, "-o", "json") + "  2016-01-24T23:37:18Z  cleared  2");
    }

    @Test
    void aLineFitsATerminal() {
        shell.pxe("set", "-d", SB8, "-a");

        assertThat(shell.pxe("show", "-d", SB8).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_COLUMNS));
        assertThat(shell.pxe("show").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_COLUMNS));
    }

    @Test
    void withoutNodesEveryLinkOfTheDirectoryIsShownAndNoInventoryIsAsked() {
        testbed.tree().link("10.18.1.99", "orbit-3.1");
        testbed.tree().config("0A120164", "default x\n");
        shell.pxe("set", NODE);
        testbed.inventory().fault(Fault.REFUSE);

        Shell.Result result = shell.pxe("show");

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .anySatisfy(line ->
                        assertThat(line).matches(NODE + " +10.18.1.2 +0A120102 +orbit-2.0.0 +\\S+ +10m 0s +\\S{8}"))
                .anySatisfy(line -> assertThat(line).matches("- +10.18.1.99 +0A120163 +orbit-3.1 +operator +- +-"))
                .anySatisfy(line -> assertThat(line).matches("- +10.18.1.100 +0A120164 +0A120164 +operator +- +-"))
                .contains("3 links: 1 orbit-2.0.0, 1 orbit-3.1, 1 0A120164");
    }

    @Test
    void aLinkThatTheOperatorPutInThePlaceOfOursIsTheOperators() throws IOException {
        shell.pxe("set", NODE);
        Files.delete(testbed.tree().cfgDir().resolve("0A120102"));
        testbed.tree().link("10.18.1.2", "orbit-3.1");

        assertThat(shell.pxe("show").lines())
                .last()
                .asString()
                .matches("- +10.18.1.2 +0A120102 +orbit-3.1 +operator +- +-");
    }

    @Test
    void aDirectoryWithoutLinksSaysSo() {
        Shell.Result result = shell.pxe("show");

        assertThat(result.status()).isZero();
        assertThat(result.lines()).singleElement().asString().contains("no links");
    }

    @Test
    void programsGetEveryLinkWithItsLease() throws IOException {
        testbed.tree().link("10.18.1.99", "/srv/own-config");
        shell.pxe("set", NODE);

        JsonNode links = json("show", "-o", "json").path("links");
        assertThat(links).hasSize(2);
        assertThat(links.path(0).path("node").asText()).isEqualTo(NODE);
        assertThat(links.path(0).path("origin").asText()).isEqualTo("am");
        assertThat(links.path(0).path("lease"))
                .isEqualTo(
                        json("show", NODE, "-o", "json").path("nodes").path(0).path("lease"));
        assertThat(links.path(0).path("lease").fieldNames())
                .toIterable()
                .containsExactly("until", "since", "by", "request");
        assertThat(links.path(1).path("target").asText()).isEqualTo("/srv/own-config");
        assertThat(links.path(1).path("origin").asText()).isEqualTo("operator");
        assertThat(links.path(1).has("lease")).isFalse();
    }
}
