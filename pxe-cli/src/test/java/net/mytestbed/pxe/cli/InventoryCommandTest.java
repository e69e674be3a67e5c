package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.mytestbed.pxe.testkit.inventory.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Way.class)
class InventoryCommandTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String SB8 = "sb8.orbit-lab.org";

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    InventoryCommandTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
    }

    @Test
    void aRefreshTellsWhatTheInventoryKnowsOfTheDomain() {
        Shell.Result result = shell.pxe("inventory", "refresh", "--domain", SB8);

        assertThat(result.lines()).containsExactly("DOMAIN             NODES  PROBLEMS", "sb8.orbit-lab.org  2      0");
        assertThat(result.status()).isZero();
    }

    @Test
    void afterARefreshANodeHasTheAddressThatTheInventorySaysNow() {
        shell.pxe("show", NODE);
        testbed.inventory().sayAddress(NODE, "10.18.1.77");

        shell.pxe("inventory", "refresh");

        assertThat(shell.pxe("show", NODE).out()).contains("10.18.1.77");
    }

    @Test
    void everyProblemOfTheInventoryIsOnALineOfItsOwn() {
        testbed.inventory().sayAddress(NODE, "10.18.1.300");

        Shell.Result result = shell.pxe("inventory", "refresh", "--domain", SB8);

        assertThat(result.complaints()).singleElement().asString().contains(NODE, "10.18.1.300");
        assertThat(result.lines()).last().isEqualTo("sb8.orbit-lab.org  1      1");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void aDomainThatTheInventoryDoesNotKnowIsStatusThree() {
        assertThat(shell.pxe("inventory", "refresh", "-d", "sb99.orbit-lab.org").status())
                .isEqualTo(3);
    }

    @Test
    void anInventoryThatIsDownIsStatusFour() {
        testbed.inventory().fault(Fault.REFUSE);

        assertThat(shell.pxe("inventory", "refresh", "-d", SB8).status()).isEqualTo(4);
    }

    @Test
    void programsGetTheFieldsOfTheJsonApi() {
        assertThat(shell.pxe("inventory", "refresh", "-d", SB8, "-o", "json")
                        .out()
                        .replaceAll("\\s", ""))
                .isEqualTo("{\"domains\":[{\"domain\":\"sb8.orbit-lab.org\",\"nodes\":2,\"problems\":[]}]}");
    }

    @Test
    void inventoryAloneShowsItsCommands() {
        Shell.Result result = shell.pxe("inventory");

        assertThat(result.err()).contains("refresh");
        assertThat(result.status()).isEqualTo(2);
    }
}
