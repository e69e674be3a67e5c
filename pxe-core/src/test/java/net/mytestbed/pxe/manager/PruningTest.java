package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.Stale.Reason;
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

/** What is found to be of no use any more, and what of it is taken away. */
class PruningTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE1 = node("node1-1");
    private static final Node NODE2 = node("node1-2");
    private static final HexIp ADDRESS1 = HexIp.ofAddress("10.18.1.1");
    private static final HexIp ADDRESS2 = HexIp.ofAddress("10.18.1.2");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final Requester EC = new Requester("10.18.0.9", "r1");
    private static final Requester OPERATOR = new Requester("root@console", "r2");

    @TempDir
    Path tftpboot;

    private Path cfgDir;
    private LinkLeaseStore leases;
    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private final Map<Node, HexIp> known = new LinkedHashMap<>();
    private ImmutableList<Problem> failures = ImmutableList.of();
    private ImmutableList<Problem> problems = ImmutableList.of();
    private PxeManager manager;

    private static Node node(String name) {
        return new Node(NodeId.of(name + ".sb8.orbit-lab.org"), SB8);
    }

    @BeforeEach
    void twoNodesAreSet() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        Files.write(tftpboot.resolve("vmlinuz"), new byte[] {1});
        writeImage(ORBIT);
        writeImage(OTHER);
        known.put(NODE1, ADDRESS1);
        known.put(NODE2, ADDRESS2);
        leases = new LinkLeaseStore(tftpboot.resolve("pxelinux.leases"));
        manager = manager(new SwitchedInventory(false));
        manager.prepare();
        set(NODE1, NODE2);
    }

    private PxeManager manager(Inventory inventory) {
        return new PxeManager(
                inventory,
                new TftpBootDirectory(cfgDir, tftpboot.resolve("pxelinux.leases")),
                leases,
                () -> now,
                new BootPolicy(Optional.of(ORBIT), Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE));
    }

    private void writeImage(BootConfigName image) throws IOException {
        Files.write(
                cfgDir.resolve(image.value()),
                BootConfig.ramImage("linux", "vmlinuz", ImmutableList.of(), "").bytes());
    }

    private void set(Node... nodes) {
        manager.set(new SetRequest(
                new NodeSelection.Nodes(ImmutableSet.copyOf(nodes)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EC));
    }

    private void replaceByHand(HexIp address, String target) throws IOException {
        Files.deleteIfExists(cfgDir.resolve(address.hex()));
        Files.createSymbolicLink(cfgDir.resolve(address.hex()), Path.of(target));
    }

    private ImmutableList<Stale> found() {
        StaleReport report = manager.findStale();
        assertThat(report.warnings()).isEmpty();
        return report.stale();
    }

    private void assertFound(HexIp address, Reason reason) {
        assertThat(found()).extracting(Stale::address, Stale::reason).containsExactly(tuple(address, reason));
    }

    private boolean stands(HexIp address) {
        return Files.exists(cfgDir.resolve(address.hex()), LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void whatIsInUseIsNotFound() {
        assertThat(found()).isEmpty();
    }

    @Test
    void findingChangesNothing() {
        now = now.plus(Duration.ofHours(1));
        assertThat(found()).hasSize(2);
        assertThat(stands(ADDRESS1)).isTrue();
        assertThat(leases.all()).hasSize(2);
    }

    @Test
    void aLinkWhoseLeaseHasEndedGoesWithItsLease() {
        now = now.plusSeconds(300);
        set(NODE1);
        now = now.plusSeconds(300);

        assertFound(ADDRESS2, Reason.LEASE_ENDED);
        assertThat(manager.removeStale(found(), OPERATOR))
                .extracting(Stale::address)
                .containsExactly(ADDRESS2);
        assertThat(stands(ADDRESS2)).isFalse();
        assertThat(leases.all()).containsOnlyKeys(ADDRESS1);
        assertThat(stands(ADDRESS1)).isTrue();
    }

    @Test
    void aLeaseWhoseLinkIsGoneIsForgotten() throws IOException {
        Files.delete(cfgDir.resolve(ADDRESS2.hex()));

        assertFound(ADDRESS2, Reason.LEASE_WITHOUT_LINK);
        manager.removeStale(found(), OPERATOR);
        assertThat(leases.all()).containsOnlyKeys(ADDRESS1);
    }

    @Test
    void aLeaseWhoseLinkTheOperatorReplacedIsForgottenAndTheOperatorsLinkStays() throws IOException {
        replaceByHand(ADDRESS2, "orbit-3.1");

        assertFound(ADDRESS2, Reason.LEASE_WITHOUT_LINK);
        manager.removeStale(found(), OPERATOR);
        assertThat(leases.all()).containsOnlyKeys(ADDRESS1);
        assertThat(Files.readSymbolicLink(cfgDir.resolve(ADDRESS2.hex()))).hasToString("orbit-3.1");
    }

    @Test
    void aLinkWhoseBootConfigurationIsGoneGoes() throws IOException {
        HexIp byHand = HexIp.ofAddress("10.18.1.77");
        replaceByHand(byHand, "orbit-9");

        assertFound(byHand, Reason.TARGET_GONE);
        manager.removeStale(found(), OPERATOR);
        assertThat(stands(byHand)).isFalse();
    }

    @Test
    void aLinkOfOursWhoseBootConfigurationIsGoneGoesWithItsLease() throws IOException {
        Files.delete(cfgDir.resolve("orbit-2.0.0"));

        assertThat(found()).extracting(Stale::reason).containsExactly(Reason.TARGET_GONE, Reason.TARGET_GONE);
        manager.removeStale(found(), OPERATOR);
        assertThat(stands(ADDRESS1)).isFalse();
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void theOperatorsOtherLinksAndFilesAreNotFound() throws IOException {
        replaceByHand(HexIp.ofAddress("10.18.1.70"), "orbit-3.1");
        replaceByHand(HexIp.ofAddress("10.18.1.71"), "../nowhere/x");
        Files.writeString(cfgDir.resolve(HexIp.ofAddress("10.18.1.72").hex()), "");
        Files.createDirectory(cfgDir.resolve(HexIp.ofAddress("10.18.1.73").hex()));

        assertThat(found()).isEmpty();
    }

    @Test
    void aLinkOfANodeThatTheInventoryNoLongerKnowsGoes() {
        known.remove(NODE2);

        assertFound(ADDRESS2, Reason.NODE_UNKNOWN);
        manager.removeStale(found(), OPERATOR);
        assertThat(stands(ADDRESS2)).isFalse();
        assertThat(leases.all()).containsOnlyKeys(ADDRESS1);
    }

    @Test
    void aWholeDomainThatTheInventoryNoLongerKnowsGoes() {
        failures = ImmutableList.of(Problem.of(ProblemCode.UNKNOWN_DOMAIN, "There is no such domain."));

        assertThat(found()).extracting(Stale::reason).containsExactly(Reason.NODE_UNKNOWN, Reason.NODE_UNKNOWN);
    }

    @Test
    void theLinkUnderTheFormerAddressOfANodeGoes() {
        known.put(NODE2, HexIp.ofAddress("10.18.1.99"));

        assertFound(ADDRESS2, Reason.NODE_MOVED);
        manager.removeStale(found(), OPERATOR);
        assertThat(stands(ADDRESS2)).isFalse();
    }

    @Test
    void anInventoryThatIsDownMakesNoNodeUnknownAndIsTold() {
        failures = ImmutableList.of(Problem.of(ProblemCode.INVENTORY_DOWN, "The inventory is down."));

        StaleReport report = manager.findStale();
        assertThat(report.stale()).isEmpty();
        assertThat(report.warnings()).containsExactly("The inventory is down.");
    }

    @Test
    void aDomainIsNotUnknownWhereThatIsNotAllThatIsWrong() {
        failures = ImmutableList.of(
                Problem.of(ProblemCode.UNKNOWN_DOMAIN, "There is no such domain."),
                Problem.of(ProblemCode.INVENTORY_DOWN, "The inventory is down."));

        StaleReport report = manager.findStale();
        assertThat(report.stale()).isEmpty();
        assertThat(report.warnings()).containsExactly("There is no such domain.", "The inventory is down.");
    }

    @Test
    void aNodeOfWhichTheInventoryTellsNonsenseStaysAndIsTold() {
        known.remove(NODE2);
        problems = ImmutableList.of(Problem.ofNode(
                ProblemCode.INVENTORY_NONSENSE, NODE2.id().value(), "The inventory says 10.18.1 of node1-2."));

        StaleReport report = manager.findStale();
        assertThat(report.stale()).isEmpty();
        assertThat(report.warnings()).containsExactly("The inventory says 10.18.1 of node1-2.");
    }

    @Test
    void whatCanBeSeenWithoutTheInventoryIsFoundWhileItIsDown() {
        failures = ImmutableList.of(Problem.of(ProblemCode.INVENTORY_SLOW, "The inventory is slow."));
        now = now.plus(Duration.ofHours(1));

        assertThat(manager.findStale().stale())
                .extracting(Stale::reason)
                .containsExactly(Reason.LEASE_ENDED, Reason.LEASE_ENDED);
    }

    @Test
    void theInventoryIsAskedAnewAndNotItsMemory() {
        assertThat(manager(new SwitchedInventory(true)).findStale().stale()).isEmpty();
    }

    @Test
    void aLinkThatWasSetAnewSinceItWasFoundStays() {
        now = now.plus(Duration.ofHours(1));
        ImmutableList<Stale> found = found();
        set(NODE2);

        assertThat(manager.removeStale(found, OPERATOR))
                .extracting(Stale::address)
                .containsExactly(ADDRESS1);
        assertThat(stands(ADDRESS2)).isTrue();
        assertThat(leases.all()).containsOnlyKeys(ADDRESS2);
    }

    @Test
    void aLinkThatTheOperatorReplacedSinceItWasFoundStays() throws IOException {
        now = now.plus(Duration.ofHours(1));
        ImmutableList<Stale> found = found();
        replaceByHand(ADDRESS2, "orbit-3.1");

        manager.removeStale(found, OPERATOR);
        assertThat(stands(ADDRESS2)).isTrue();
    }

    @Test
    void aFileThatTookTheLinksPlaceSinceItWasFoundStays() throws IOException {
        now = now.plus(Duration.ofHours(1));
        ImmutableList<Stale> found = found();
        Path node2 = cfgDir.resolve(ADDRESS2.hex());
        Files.delete(node2);
        Files.writeString(node2, "the operator's");

        manager.removeStale(found, OPERATOR);
        assertThat(node2).hasContent("the operator's");
    }

    @Test
    void aLinkWhoseBootConfigurationIsThereAgainStays() throws IOException {
        Files.delete(cfgDir.resolve("orbit-2.0.0"));
        ImmutableList<Stale> found = found();
        writeImage(ORBIT);

        assertThat(manager.removeStale(found, OPERATOR)).isEmpty();
        assertThat(stands(ADDRESS1)).isTrue();
        assertThat(leases.all()).hasSize(2);
    }

    @Test
    void nothingFoundIsNothingRemoved() throws IOException {
        Object before = Files.getAttribute(cfgDir, "unix:ctime");

        assertThat(manager.removeStale(ImmutableList.of(), OPERATOR)).isEmpty();
        assertThat(Files.getAttribute(cfgDir, "unix:ctime")).isEqualTo(before);
        assertThat(MoreFiles.listFiles(cfgDir)).hasSize(5);
    }

    @Test
    void whatIsFoundTellsItsLeaseAndWhatStands() {
        now = now.plus(Duration.ofHours(1));

        Stale stale = found().get(0);
        assertThat(stale.lease().map(Lease::requester)).contains(EC);
        assertThat(stale.entry()).isPresent();
    }

    /** Knows the test's nodes, and fails if it shall; without {@link #fresh} it may have forgotten them. */
    private final class SwitchedInventory implements Inventory {
        private final boolean isForgetful;

        SwitchedInventory(boolean isForgetful) {
            this.isForgetful = isForgetful;
        }

        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            if (!failures.isEmpty()) {
                throw new PxeException(failures);
            }
            ImmutableMap.Builder<Node, InventoryNode> nodesNow = ImmutableMap.builder();
            if (!isForgetful) {
                known.forEach((node, address) -> nodesNow.put(node, InventoryNode.of(node, address, Optional.empty())));
            }
            InventoryAnswer answer =
                    new InventorySnapshot(ImmutableMap.of(SB8, nodesNow.buildOrThrow())).lookup(nodes, wanted);
            return problems.isEmpty() ? answer : new InventoryAnswer(answer.nodes(), problems);
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            throw new UnsupportedOperationException("no test here takes a whole domain");
        }

        @Override
        public Inventory fresh() {
            return new SwitchedInventory(false);
        }
    }
}
