package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told of. */
class ChangesTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE = new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), SB8);
    private static final NodeSelection NODES = NodeSelection.of(NODE);
    private static final Requester EC = new Requester("10.18.0.9", "r1");
    private static final Requester OTHER = new Requester("10.18.0.10", "r2");

    @TempDir
    Path tftpboot;

    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private final List<Change> told = new ArrayList<>();
    private Path cfgDir;
    private PxeManager manager;

    @BeforeEach
    void layOut() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        for (String image : List.of("orbit-2.0.0", "orbit-3.1")) {
            Files.writeString(cfgDir.resolve(image), "default local\nlabel local\nlocalboot 0\n");
        }
        Path stateDir = tftpboot.resolve("pxelinux.leases");
        InventoryNode known = InventoryNode.of(NODE, HexIp.ofAddress("10.18.1.2"), Optional.empty());
        manager = new PxeManager(
                new InventorySnapshot(ImmutableMap.of(SB8, ImmutableMap.of(NODE, known))),
                new TftpBootDirectory(cfgDir, stateDir),
                new LinkLeaseStore(stateDir),
                () -> now,
                new BootPolicy(Optional.empty(), Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE),
                told::addAll);
        manager.prepare();
    }

    private void set(String image, Lifetime lifetime, Requester requester) {
        manager.set(new SetRequest(
                NODES, Optional.of(BootConfigName.of(image)), Optional.empty(), Optional.of(lifetime), requester));
    }

    private void set(String image) {
        set(image, Lifetime.of(Duration.ofMinutes(10)), EC);
    }

    private static String line(Change change) {
        return change.cause().word() + " "
                + change.before().map(Object::toString).orElse("-") + " > "
                + change.after().map(Object::toString).orElse("-") + " by "
                + change.requester().who();
    }

    private void assertTold(String... lines) {
        assertThat(told.stream().map(ChangesTest::line)).containsExactly(lines);
    }

    private static String link(String image) {
        return "BootLink[address=0A120102, image=" + image + "]";
    }

    @Test
    void aSetAndAClearAreToldWithWhatStoodBeforeAndAfter() {
        set("orbit-2.0.0");
        set("orbit-3.1");
        manager.clear(NODES, OTHER);
        assertTold(
                "set - > " + link("orbit-2.0.0") + " by 10.18.0.9",
                "set " + link("orbit-2.0.0") + " > " + link("orbit-3.1") + " by 10.18.0.9",
                "clear " + link("orbit-3.1") + " > - by 10.18.0.10");
    }

    @Test
    void aLinkThatIsSetOnceMoreIsToldBecauseItsLeaseIsAnother() {
        set("orbit-2.0.0");
        now = now.plusSeconds(60);
        set("orbit-2.0.0", Lifetime.of(Duration.ofMinutes(10)), OTHER);
        assertTold(
                "set - > " + link("orbit-2.0.0") + " by 10.18.0.9",
                "set " + link("orbit-2.0.0") + " > " + link("orbit-2.0.0") + " by 10.18.0.10");
    }

    @Test
    void whatChangesNothingIsNotTold() {
        set("orbit-2.0.0", Lifetime.UNTIL_CLEARED, EC);
        told.clear();
        set("orbit-2.0.0", Lifetime.UNTIL_CLEARED, OTHER);
        manager.planClear(NODES);
        manager.show(NODES);
        manager.expire();
        assertTold();
    }

    @Test
    void aRefusedRequestIsNotTold() {
        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> set("no-such"));
        assertTold();
    }

    @Test
    void theEndOfALeaseIsTold() {
        set("orbit-2.0.0");
        told.clear();
        now = now.plusSeconds(600);
        manager.expire();
        assertTold("expire " + link("orbit-2.0.0") + " > - by 10.18.0.9");
    }

    @Test
    void whereALeaseEndsUnderTheOperatorsLinkThatLinkStays() throws IOException {
        set("orbit-2.0.0");
        told.clear();
        Files.delete(cfgDir.resolve("0A120102"));
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("orbit-3.1"));
        now = now.plusSeconds(600);
        manager.expire();
        assertTold("expire " + link("orbit-3.1") + " > " + link("orbit-3.1") + " by 10.18.0.9");
    }

    @Test
    void aLeaseThatMovesWithTheClockIsToldWithItsNewEnd() {
        set("orbit-2.0.0");
        told.clear();
        now = now.plus(Duration.ofHours(1));
        manager.moveLeases(Duration.ofHours(1), now);
        assertTold("clock " + link("orbit-2.0.0") + " > " + link("orbit-2.0.0") + " by 10.18.0.9");
        assertThat(told.get(0).lease().flatMap(Lease::until)).contains(now.plusSeconds(600));
        assertThat(told.get(0).origin()).isEqualTo(NodeState.Origin.AM);
    }

    @Test
    void aLeaseThatMovesUnderTheOperatorsLinkLeavesItTheOperators() throws IOException {
        set("orbit-2.0.0");
        told.clear();
        Files.delete(cfgDir.resolve("0A120102"));
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("orbit-3.1"));
        now = now.plus(Duration.ofHours(1));
        manager.moveLeases(Duration.ofHours(1), now);
        assertThat(told).singleElement().extracting(Change::origin).isEqualTo(NodeState.Origin.OPERATOR);
    }

    @Test
    void aLeaseUntilClearedDoesNotMove() {
        set("orbit-2.0.0", Lifetime.UNTIL_CLEARED, EC);
        told.clear();
        now = now.plus(Duration.ofHours(1));
        manager.moveLeases(Duration.ofHours(1), now);
        assertTold();
    }

    @Test
    void aPrunedLinkIsTold() throws IOException {
        set("orbit-2.0.0");
        told.clear();
        Files.delete(cfgDir.resolve("orbit-2.0.0"));
        ImmutableList<Stale> found = manager.findStale().stale();
        manager.removeStale(found, OTHER);
        assertTold("prune " + link("orbit-2.0.0") + " > - by 10.18.0.10");
    }

    @Test
    void changesOfTheFreshManagerAreToldToo() {
        manager.fresh()
                .set(new SetRequest(
                        NODES, Optional.of(BootConfigName.of("orbit-3.1")), Optional.empty(), Optional.empty(), EC));
        assertThat(told).hasSize(1);
    }
}
