package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.testkit.lab.Lab;
import net.mytestbed.pxe.testkit.lab.LabAnswer;
import net.mytestbed.pxe.testkit.lab.LabBoot;
import net.mytestbed.pxe.testkit.lab.LabExtension;
import net.mytestbed.pxe.testkit.lab.LabHost;
import net.mytestbed.pxe.testkit.lab.LabNode;
import net.mytestbed.pxe.testkit.lab.ResourceController;
import net.mytestbed.pxe.testkit.lab.TftpRead;
import net.mytestbed.pxe.testkit.lab.image.RamImage;
import net.mytestbed.pxe.testkit.tftp.SimulatedNode;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real firmware, DHCP, TFTP and Linux, the packaged service, and what the nodes themselves show of it. */
@ExtendWith(LabExtension.class)
class RealBootIT {
    private static final String IMAGE = "orbit-pxe";
    private static final String NODE = "node=node1-2.sb8.orbit-lab.org";

    /** A node of the testkit, which asks the same server for the same node's files. */
    static final class Simulation {
        public static void main(String... arguments) {
            SimulatedNode.at(arguments[0], new InetSocketAddress(arguments[1], 69))
                    .withMac(MacAddress.of(arguments[2]))
                    .withUuid(UUID.fromString(arguments[3]))
                    .boot();
        }
    }

    private final Lab lab;
    private final LabNode node;
    private SandboxService service;

    RealBootIT(Lab lab) {
        this.lab = lab;
        this.node = lab.node("node1-2");
    }

    @BeforeAll
    static void buildTheRamImage(Lab lab) {
        new RamImage(BootConfigName.of(IMAGE), lab.controller().host().address(), lab.parts()).into(lab.tree());
    }

    @BeforeEach
    void serveASandboxWithoutLinks() {
        service = SandboxService.start(lab, IMAGE);
        assertThat(service.get("/pxe/clearBootImageAll?domain=" + Lab.DOMAIN).status())
                .isEqualTo(200);
    }

    @AfterEach
    void switchAllOff() {
        lab.nodes().forEach(LabNode::powerOff);
        service.kill();
    }

    @Test
    void aNodeBootsItsDiskThenTheImageThatWasSetThenItsDiskAgain() {
        LabBoot first = node.powerOn().awaitLocalDisk();
        assertThat(first.sent()).last().isEqualTo("pxelinux.cfg/default");

        LabAnswer answer = service.get("/pxe/setBootImage?" + NODE);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("hex=\"0A120102\"");

        LabBoot second = node.reset();
        ResourceController controller = second.awaitReport();
        assertThat(second.sent()).endsWith("pxelinux.cfg/0A120102", TftpTree.kernelOf(IMAGE), TftpTree.initrdOf(IMAGE));
        assertThat(second.serial()).contains("This is node1-2.sb8.orbit-lab.org (10.18.1.2 on eth0)");
        assertThat(controller.hello())
                .isEqualTo("HELLO hrn=node1-2.sb8.orbit-lab.org ip=10.18.1.2 mac=52:54:00:12:01:02 image=orbit-pxe");
        assertThat(controller.ask("who")).isEqualTo("node1-2.sb8.orbit-lab.org");

        assertThat(service.get("/pxe/clearBootImage?" + NODE).status()).isEqualTo(200);

        LabBoot third = node.reset().awaitLocalDisk();
        assertThat(third.sent()).last().isEqualTo("pxelinux.cfg/default");
    }

    @Test
    void aNodeWhoseLeaseEndedBeforeItWasResetBootsItsDisk() {
        LabAnswer answer = service.post("/api/v1/plans", """
                {"action": "set", "nodes": ["node1-2.sb8.orbit-lab.org"], "lifetime": "PT1S"}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Path link = lab.tree().cfgDir().resolve("0A120102");
        await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(link, LinkOption.NOFOLLOW_LINKS));

        LabBoot boot = node.powerOn().awaitLocalDisk();

        assertThat(boot.sent()).last().isEqualTo("pxelinux.cfg/default");
    }

    @Test
    void aNodeBootsTheImageThatWasSetThoughTheServiceWasKilledSince() {
        assertThat(service.get("/pxe/setBootImage?" + NODE).status()).isEqualTo(200);
        service.kill();

        LabBoot boot = node.powerOn().await("Linux version");

        assertThat(boot.sent()).contains("pxelinux.cfg/0A120102");
    }

    @Test
    void aNodeForWhichABadConfigurationWasRefusedBootsItsDisk() {
        lab.tree().config("broken", "DEFAULT linux\nLABEL linux\n  KERNEL there-is-none\n");
        LabAnswer answer = service.get("/pxe/setBootImage?" + NODE + "&img=broken");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);

        LabBoot boot = node.powerOn().awaitLocalDisk();

        assertThat(boot.sent()).last().isEqualTo("pxelinux.cfg/default");
    }

    @Test
    void allNodesOfASandboxBootTheImageAtOnceAndAreSentBackToTheirDisks() {
        assertThat(service.get("/pxe/setBootImageAll?domain=" + Lab.DOMAIN).status())
                .isEqualTo(200);

        ImmutableList<LabBoot> boots =
                lab.nodes().stream().map(LabNode::powerOn).collect(toImmutableList());
        ImmutableList<ResourceController> controllers =
                boots.stream().map(LabBoot::awaitReport).collect(toImmutableList());
        assertThat(controllers)
                .extracting(controller -> controller.said("hrn"))
                .containsExactly("node1-1.sb8.orbit-lab.org", "node1-2.sb8.orbit-lab.org");

        assertThat(service.get("/pxe/clearBootImageNS?domain=" + Lab.DOMAIN + "&ns=[[1,1],[1,2]]")
                        .status())
                .isEqualTo(200);
        controllers.forEach(controller -> controller.ask("reboot"));
        boots.forEach(LabBoot::awaitLocalDisk);
    }

    @Test
    void aSimulatedNodeWithoutALinkAsksForTheSameFilesInTheSameOrder() {
        assertThat(simulatedReads())
                .isEqualTo(configurationsAndImages(node.powerOn().awaitLocalDisk()));
    }

    @Test
    void aSimulatedNodeWithALinkAsksForTheSameFilesInTheSameOrder() {
        assertThat(service.get("/pxe/setBootImage?" + NODE).status()).isEqualTo(200);

        assertThat(simulatedReads())
                .isEqualTo(configurationsAndImages(node.powerOn().await("Linux version")));
    }

    /** What a real node asked for, without its boot program: the search begins after that. */
    private static ImmutableList<String> configurationsAndImages(LabBoot boot) {
        return boot.reads().stream()
                .map(TftpRead::file)
                .filter(file -> !file.equals("pxelinux.0") && !file.equals("ldlinux.c32"))
                .collect(toImmutableList());
    }

    /** What a simulated node asked the same server for, as that server logged it. */
    private ImmutableList<String> simulatedReads() {
        LabHost host = lab.controller().host();
        int before = lab.reads(host.address()).size();
        host.run(host.javaCommand(
                        Simulation.class,
                        node.address().address(),
                        lab.server().address().address(),
                        node.mac().value(),
                        node.uuid().toString())
                .toArray(String[]::new));
        return lab.reads(host.address()).stream()
                .skip(before)
                .map(TftpRead::file)
                .collect(toImmutableList());
    }
}
