package net.mytestbed.pxe.inventory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MoreCollectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.inventory.http.InventoryDialect;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import net.mytestbed.pxe.yaml.Complaint;
import net.mytestbed.pxe.yaml.YamlException;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileInventoryTest extends InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE2 = new Node(NodeId.of("node1-2"), SB8);
    private static final String SANDBOX8 = """
            domains:
              sb8.orbit-lab.org:
                image: orbit-2.0.0                # for nodes that name none
                nodes:
                  node1-1: 10.18.1.1              # short form: name: address
                  node1-2: {address: 10.18.1.2, image: orbit-3.1, mac: '00:03:2d:08:1a:23', x: 1, y: 2}
                  node1-3: {mac: 00:03:2d:08:1a:24}
              norbit:
                image: omf-5.4
                nodes:
                  omf.nicta.node1: 10.0.0.1
            """;

    @TempDir
    Path directory;

    private Path file;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        file = directory.resolve("inventory.yaml");
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void leaveTheLog() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(FileInventory.class);
    }

    @Override
    protected Inventory inventoryOf(FakeInventory content) throws IOException {
        return inventory(FileText.of(content));
    }

    private FileInventory inventory(String text) throws IOException {
        Files.writeString(file, text);
        return FileInventory.open(file);
    }

    /** As an operator should. */
    private void replace(String text) throws IOException {
        Path fresh = Files.writeString(directory.resolve("inventory.yaml.new"), text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InventoryNode node2(Inventory inventory) {
        return inventory.lookup(ImmutableSet.of(NODE2), Wanted.ADDRESS_AND_IMAGE).nodes().values().stream()
                .collect(MoreCollectors.onlyElement());
    }

    private List<String> complaints(String text) {
        return assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> inventory(text))
                .actual()
                .complaints()
                .stream()
                .map(Complaint::toString)
                .map(complaint -> complaint.replace(file + ":", ""))
                .toList();
    }

    @Test
    void everythingThatIsSaidOfANodeIsKnown() throws IOException {
        assertThat(node2(inventory(SANDBOX8)))
                .isEqualTo(new InventoryNode(
                        NODE2,
                        Optional.of(HexIp.ofAddress("10.18.1.2")),
                        Optional.of(BootConfigName.of("orbit-3.1")),
                        Optional.of(MacAddress.of("00:03:2d:08:1a:23")),
                        Optional.of(new Coordinates(1, 2))));
    }

    @Test
    void aNodeWithoutAnAddressIsKnownWithoutOne() throws IOException {
        Node node3 = new Node(NodeId.of("node1-3"), SB8);
        assertThat(inventory(SANDBOX8)
                        .lookup(ImmutableSet.of(node3), Wanted.ADDRESS)
                        .nodes()
                        .values())
                .singleElement()
                .satisfies(known -> assertThat(known.address()).isEmpty());
    }

    @Test
    void everythingWrongIsReportedAtOnceWithItsLineAndKey() {
        assertThat(complaints("""
                        domains:
                          sb8.orbit-lab.org:
                            imgae: orbit-2.0.0
                            nodes:
                              node1-1: 10.18.1.1
                              node1-2: {adress: 10.18.1.2}
                              node1-3: 10.300.0.1
                              node1-4: {address: 10.18.1.4, image: ../passwd}
                              node1-5: {address: 10.18.1.5, x: 1}
                              node1-6: {address: 10.18.1.6, x: one, y: -1}
                              node1-7: {address: 10.18.1.7, mac: 0003}
                              node1-8: 10.18.1.1
                              node1-1.sb8.orbit-lab.org: 10.18.1.9
                              node 9: 10.18.1.10
                              node1-11: [10.18.1.11]
                          norbit:
                            image: omf-5.4
                        """))
                .satisfiesExactly(
                        starts(
                                "3: domains.sb8.orbit-lab.org.imgae: The key \"imgae\" is not known here; the nearest known key is \"image\"."),
                        starts(
                                "6: domains.sb8.orbit-lab.org.nodes.node1-2.adress: The key \"adress\" is not known here; the nearest known key is \"address\"."),
                        starts(
                                "7: domains.sb8.orbit-lab.org.nodes.node1-3: \"10.300.0.1\" is not a plain IPv4 address"),
                        starts(
                                "8: domains.sb8.orbit-lab.org.nodes.node1-4.image: \"../passwd\" is not the name of a boot configuration"),
                        starts("9: domains.sb8.orbit-lab.org.nodes.node1-5: Only one of x and y is given"),
                        starts("10: domains.sb8.orbit-lab.org.nodes.node1-6.x: \"one\" is not a whole number"),
                        starts("10: domains.sb8.orbit-lab.org.nodes.node1-6.y: \"-1\" is not a whole number"),
                        starts("11: domains.sb8.orbit-lab.org.nodes.node1-7.mac: \"0003\" is not a MAC address"),
                        starts(
                                "12: domains.sb8.orbit-lab.org.nodes.node1-8: The address 10.18.1.1 of node node1-8 is also node node1-1's"),
                        starts(
                                "13: domains.sb8.orbit-lab.org.nodes.node1-1.sb8.orbit-lab.org: \"node1-1.sb8.orbit-lab.org\" stands already on line 5"),
                        starts("14: domains.sb8.orbit-lab.org.nodes.node 9: \"node 9\" is not the name of a node"),
                        starts("15: domains.sb8.orbit-lab.org.nodes.node1-11: Expected a plain value, found a list"),
                        starts("16: domains.norbit: The key \"nodes\" is missing"));
    }

    private static ThrowingConsumer<String> starts(String beginning) {
        return complaint -> assertThat(complaint.strip()).startsWith(beginning);
    }

    @Test
    void oneAddressInTwoDomainsIsAllowed() throws IOException {
        FileInventory inventory = inventory("""
                domains:
                  a: {nodes: {n1: 10.0.0.1}}
                  b: {nodes: {n1: 10.0.0.1}}
                """);
        assertThat(ImmutableList.of("a", "b"))
                .allSatisfy(domain -> assertThat(inventory
                                .list(Domain.of(domain), Wanted.ADDRESS)
                                .nodes())
                        .hasSize(1));
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        FileInventory inventory = inventory(SANDBOX8);
        replace(SANDBOX8.replace("10.18.1.2", "10.18.1.7"));
        assertThat(node2(inventory).address()).contains(HexIp.ofAddress("10.18.1.7"));
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws IOException {
        FileInventory inventory = inventory(SANDBOX8);
        node2(inventory);
        node2(inventory);
        assertThat(log.list).hasSize(1);
    }

    @Test
    void theLastGoodVersionStaysInUseWhileTheNewOneIsBroken() throws IOException {
        FileInventory inventory = inventory(SANDBOX8);
        replace(SANDBOX8.replace("10.18.1.2", "10.18.1.300"));
        assertThat(node2(inventory).address()).contains(HexIp.ofAddress("10.18.1.2"));
        replace(SANDBOX8.replace("10.18.1.2", "10.18.1.30"));
        assertThat(node2(inventory).address()).contains(HexIp.ofAddress("10.18.1.30"));
    }

    @Test
    void theLastGoodVersionStaysInUseWhenTheFileIsGone() throws IOException {
        FileInventory inventory = inventory(SANDBOX8);
        Files.delete(file);
        assertThat(node2(inventory).address()).contains(HexIp.ofAddress("10.18.1.2"));
    }

    @Test
    void aBrokenVersionIsLoggedOnceWithEverythingThatIsWrong() throws IOException {
        FileInventory inventory = inventory(SANDBOX8);
        log.list.clear();
        replace(SANDBOX8.replace("10.18.1.2", "10.18.1.300").replace("omf-5.4", "omf 5.4"));
        node2(inventory);
        node2(inventory);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        summary -> assertThat(summary)
                                .isEqualTo("inventory-file-broken file=" + file
                                        + " complaints=2 in-use=last-good-version"),
                        address -> assertThat(address).contains(file + ":6: ", "\"10.18.1.300\""),
                        image -> assertThat(image).contains(file + ":9: ", "\"omf 5.4\""));
    }

    @Test
    void aFakeServerIsFilledFromTheSameFile() throws IOException {
        Files.writeString(file, "domains: {sb8.orbit-lab.org: {nodes: {node1-2: 10.18.1.2}}}");
        FileInventory content = FileInventory.open(file);
        try (FakeInventoryServer server = FakeInventoryServer.start(content)) {
            HttpInventory asked = new HttpInventory(server.url(), InventoryDialect.OMF, TimeLimits.DEFAULT);
            assertThat(asked.list(Domain.of("sb8.orbit-lab.org"), Wanted.ADDRESS)
                            .nodes())
                    .hasSize(1);
        }
    }
}
