package net.mytestbed.pxe.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;

class DhcpConfigurationTest {
    private static String configuration() {
        LabNode.Place node = new LabNode.Place(
                NodeId.of("node1-2.sb8.orbit-lab.org"),
                HexIp.ofAddress("10.18.1.2"),
                MacAddress.of("52:54:00:12:01:02"));

        return new DhcpConfiguration(HexIp.ofAddress("10.18.0.1"), "10.18.0.0", "255.255.0.0", ImmutableList.of(node))
                .text();
    }

    @Test
    void theDocumentationShowsWhatIsWritten() {
        assertThat(Path.of("../docs/lab.md")).content().contains("```\n" + configuration() + "```\n");
    }

    @Test
    void whoInstallsATestbedIsShownTheSameSubnetAndHost() {
        String subnetAndHost = configuration().substring(configuration().indexOf("subnet "));
        assertThat(Path.of("../docs/installing.md")).content().contains(subnetAndHost + "```\n");
    }
}
