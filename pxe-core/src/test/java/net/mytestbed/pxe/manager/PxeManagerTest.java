package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PxeManagerTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE1 = node("node1-1");
    private static final Node NODE2 = node("node1-2");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final Requester EC = new Requester("10.18.0.9", "r1");

    @TempDir
    Path tftpboot;

    private Path cfgDir;
    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private final Map<Node, InventoryNode> known = new TreeMap<>(java.util.Comparator.comparing(Node::toString));
    private PxeManager manager;

    private static Node node(String name) {
        return new Node(NodeId.of(name + ".sb8.orbit-lab.org"), SB8);
    }

    @BeforeEach
    void layOutSandbox8() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        Files.writeString(tftpboot.resolve("vmlinuz"), "a kernel");
        Files.writeString(tftpboot.resolve("initrd.img"), "a RAM disk");
        writeImage("orbit-2.0.0");
        writeImage("orbit-3.1");
        know(NODE1, "10.18.1.1", Optional.of(ORBIT));
        know(NODE2, "10.18.1.2", Optional.of(ORBIT));
        manager = manager(Optional.empty());
        manager.prepare();
    }

    private PxeManager manager(Optional<BootConfigName> defaultImage) {
        Path stateDir = tftpboot.resolve("pxelinux.leases");
        return new PxeManager(
                new MapInventory(),
                new TftpBootDirectory(cfgDir, stateDir),
                new LinkLeaseStore(stateDir),
                () -> now,
                new BootPolicy(defaultImage, Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE));
    }

    private void writeImage(String name) throws IOException {
        Files.writeString(
                cfgDir.resolve(name), "default linux\nlabel linux\nkernel vmlinuz\nappend initrd=initrd.img\n");
    }

    private void know(Node node, String address, Optional<BootConfigName> image) {
        known.put(node, InventoryNode.of(node, HexIp.ofAddress(address), image));
    }

    private static SetRequest set(Node... nodes) {
        return new SetRequest(
                new NodeSelection.Nodes(ImmutableSet.copyOf(nodes)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EC);
    }

    private static SetRequest set(BootConfigName image, Node... nodes) {
        return new SetRequest(
                new NodeSelection.Nodes(ImmutableSet.copyOf(nodes)),
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                EC);
    }

    /** Every name in the boot directory with the text of the link, or the file's content. */
    private Map<String, String> directory() throws IOException {
        Map<String, String> names = new TreeMap<>();
        try (Stream<Path> paths = Files.list(cfgDir)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                names.put(
                        path.getFileName().toString(),
                        Files.isSymbolicLink(path)
                                ? "-> " + Files.readSymbolicLink(path)
                                : Files.isDirectory(path) ? "directory" : Files.readString(path));
            }
        }
        return names;
    }

    private void assertRefusedAndNothingChanged(SetRequest request, ProblemCode... codes) throws IOException {
        Map<String, String> before = directory();
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> manager.set(request))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(codes));
        assertThat(directory()).isEqualTo(before);
        assertThat(new LinkLeaseStore(tftpboot.resolve("pxelinux.leases")).all())
                .isEmpty();
    }

    @Test
    void aNodeGetsALinkToTheInventorysBootConfiguration() throws IOException {
        manager.set(set(NODE2));
        assertThat(directory()).containsEntry("0A120102", "-> orbit-2.0.0");
    }

    @Test
    void theRequestsBootConfigurationGoesBeforeTheInventorys() throws IOException {
        manager.set(set(OTHER, NODE2));
        assertThat(directory()).containsEntry("0A120102", "-> orbit-3.1");
    }

    @Test
    void theDefaultBootConfigurationServesWhereTheInventoryHasNone() throws IOException {
        know(NODE2, "10.18.1.2", Optional.empty());
        manager(Optional.of(OTHER)).set(set(NODE2));
        assertThat(directory()).containsEntry("0A120102", "-> orbit-3.1");
    }

    @Test
    void aLocalBootDefaultIsMadeWhereItIsMissing() throws IOException {
        assertThat(BootConfig.parse(Files.readAllBytes(cfgDir.resolve("default"))))
                .isEqualTo(BootConfig.localDisk());
        assertThat(Files.getPosixFilePermissions(cfgDir.resolve("default")))
                .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_READ);
    }

    @Test
    void theOperatorsDefaultIsNotTouched() throws IOException {
        Files.writeString(cfgDir.resolve("default"), "mine");
        manager.prepare();
        assertThat(directory()).containsEntry("default", "mine");
    }

    @Test
    void anUnknownNodeStopsTheWholeRequest() throws IOException {
        assertRefusedAndNothingChanged(set(NODE1, node("ghost"), NODE2), ProblemCode.UNKNOWN_NODE);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() throws IOException {
        known.put(
                NODE1,
                new InventoryNode(NODE1, Optional.empty(), Optional.of(ORBIT), Optional.empty(), Optional.empty()));
        know(NODE2, "10.18.1.2", Optional.empty());
        assertRefusedAndNothingChanged(
                set(NODE1, node("ghost"), NODE2),
                ProblemCode.UNKNOWN_NODE,
                ProblemCode.NO_ADDRESS,
                ProblemCode.NO_IMAGE);
    }

    @Test
    void twoNodesWithOneAddressAreRefused() throws IOException {
        know(NODE1, "10.18.1.2", Optional.of(ORBIT));
        assertRefusedAndNothingChanged(set(NODE1, NODE2), ProblemCode.ADDRESS_CONFLICT);
    }

    @Test
    void anAddressThatIsNotTheInventorysIsRefused() throws IOException {
        SetRequest request = new SetRequest(
                NodeSelection.of(NODE2),
                Optional.empty(),
                Optional.of(HexIp.ofAddress("10.18.1.18")),
                Optional.empty(),
                EC);
        assertRefusedAndNothingChanged(request, ProblemCode.ADDRESS_MISMATCH);
    }

    @Test
    void aBootConfigurationThatIsNotThereIsRefused() throws IOException {
        assertRefusedAndNothingChanged(set(BootConfigName.of("orbit-9"), NODE1, NODE2), ProblemCode.BAD_IMAGE);
    }

    @Test
    void anEmptyBootConfigurationIsRefused() throws IOException {
        Files.writeString(cfgDir.resolve("orbit-2.0.0"), "");
        assertRefusedAndNothingChanged(set(NODE2), ProblemCode.BAD_IMAGE);
    }

    @Test
    void aRegularFileUnderANodesNameIsRefusedAndNoOtherNodeIsSet() throws IOException {
        Files.writeString(cfgDir.resolve("0A120102"), "the operator's");
        assertRefusedAndNothingChanged(set(NODE1, NODE2), ProblemCode.NOT_A_LINK);
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() throws IOException {
        Map<String, String> before = directory();
        Outcome planned = manager.planSet(set(NODE1, NODE2));
        assertThat(directory()).isEqualTo(before);
        assertThat(planned).isEqualTo(manager.set(set(NODE1, NODE2)));
    }

    @Test
    void aDryRunShowsARefusalBesideTheOtherNodes() throws IOException {
        Files.createDirectory(cfgDir.resolve("0A120101"));
        assertThat(manager.planSet(set(NODE1, NODE2)).changes())
                .extracting(change -> change.change().word())
                .containsExactly("refuse", "create");
    }

    @Test
    void aClearTakesTheLinkAndTheLeaseAway() throws IOException {
        manager.set(set(NODE2));
        manager.clear(NodeSelection.of(NODE2), EC);
        assertThat(directory()).doesNotContainKey("0A120102");
        assertThat(new LinkLeaseStore(tftpboot.resolve("pxelinux.leases")).all())
                .isEmpty();
    }

    @Test
    void setAndClearMayBeRepeated() throws IOException {
        manager.set(set(NODE2));
        assertThat(manager.set(set(NODE2)).changes())
                .extracting(NodeChange::change)
                .first()
                .isInstanceOf(LinkChange.Keep.class);
        manager.clear(NodeSelection.of(NODE2), EC);
        assertThat(manager.clear(NodeSelection.of(NODE2), EC).changes())
                .extracting(NodeChange::change)
                .first()
                .isInstanceOf(LinkChange.Keep.class);
    }

    @Test
    void aRequestThatChangesNothingWritesNothing() throws IOException {
        SetRequest untilCleared = new SetRequest(
                new NodeSelection.WholeDomain(SB8),
                Optional.of(ORBIT),
                Optional.empty(),
                Optional.of(Lifetime.UNTIL_CLEARED),
                EC);
        manager.set(untilCleared);
        Files.setPosixFilePermissions(cfgDir, Files.getPosixFilePermissions(cfgDir));
        ImmutableList<Object> before = times();
        now = now.plusSeconds(5);
        assertThat(manager.set(untilCleared).changes())
                .extracting(NodeChange::change)
                .allMatch(LinkChange.Keep.class::isInstance);
        assertThat(times()).isEqualTo(before);
    }

    private ImmutableList<Object> times() throws IOException {
        return ImmutableList.of(
                Files.getAttribute(cfgDir, "unix:ctime"),
                Files.getAttribute(tftpboot.resolve("pxelinux.leases"), "unix:ctime"));
    }

    @Test
    void aWholeDomainIsSetAndShownAtOnce() {
        SetRequest all = new SetRequest(
                new NodeSelection.WholeDomain(SB8), Optional.empty(), Optional.empty(), Optional.empty(), EC);
        manager.set(all);
        assertThat(manager.show(new NodeSelection.WholeDomain(SB8)).nodes())
                .extracting(state -> state.address().hex() + " " + state.image().orElseThrow() + " " + state.origin())
                .containsExactly("0A120101 orbit-2.0.0 AM", "0A120102 orbit-2.0.0 AM");
    }

    @Test
    void anOperatorsLinkIsShownAsSuch() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("./orbit-3.1"));
        NodeState state = manager.show(NodeSelection.of(NODE2)).nodes().get(0);
        assertThat(state.origin()).isEqualTo(NodeState.Origin.OPERATOR);
        assertThat(state.image()).contains(OTHER);
    }

    @Test
    void noTemporaryNameIsLeft() throws IOException {
        manager.set(set(NODE2));
        manager.set(set(OTHER, NODE2));
        try (Stream<Path> paths = Files.walk(tftpboot)) {
            assertThat(paths.filter(path -> path.toString().endsWith(".pxe-new")))
                    .isEmpty();
        }
    }

    @Test
    void temporaryNamesOfADeadProcessAreGoneAfterTheNextStart() throws IOException {
        Path left = Files.createSymbolicLink(cfgDir.resolve(".0A120102.pxe-new"), Path.of("orbit-2.0.0"));
        manager.prepare();
        assertThat(Files.exists(left, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    private final class MapInventory implements Inventory {
        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            ImmutableMap.Builder<Node, InventoryNode> found = ImmutableMap.builder();
            ImmutableList.Builder<Problem> problems = ImmutableList.builder();
            for (Node node : nodes) {
                Optional.ofNullable(known.get(node))
                        .ifPresentOrElse(
                                it -> found.put(node, it),
                                () -> problems.add(Problem.ofNode(
                                        ProblemCode.UNKNOWN_NODE, node.id().value(), "Node " + node + " is unknown.")));
            }
            return new InventoryAnswer(found.buildOrThrow(), problems.build());
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            return new InventoryAnswer(ImmutableMap.copyOf(known), ImmutableList.of());
        }
    }
}
