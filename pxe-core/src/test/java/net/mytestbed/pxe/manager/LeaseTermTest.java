package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the set of a link to the end of its lease, also where the clock or the operator's hand comes in between. */
class LeaseTermTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE = new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), SB8);
    private static final NodeSelection NODES = NodeSelection.of(NODE);
    private static final HexIp ADDRESS = HexIp.ofAddress("10.18.1.2");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final Requester EC = new Requester("10.18.0.9", "r1");

    @TempDir
    Path tftpboot;

    private Path link;
    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private PxeManager manager;

    @BeforeEach
    void layOut() throws IOException {
        Path cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        for (BootConfigName image : List.of(ORBIT, OTHER)) {
            Files.writeString(cfgDir.resolve(image.value()), "default local\nlabel local\nlocalboot 0\n");
        }
        link = cfgDir.resolve(ADDRESS.hex());
        Path stateDir = tftpboot.resolve("pxelinux.leases");
        InventoryNode known = InventoryNode.of(NODE, ADDRESS, Optional.empty());
        manager = new PxeManager(
                new InventorySnapshot(ImmutableMap.of(SB8, ImmutableMap.of(NODE, known))),
                new TftpBootDirectory(cfgDir, stateDir),
                new LinkLeaseStore(stateDir),
                () -> now,
                new BootPolicy(Optional.empty(), Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE));
        manager.prepare();
    }

    private void set(BootConfigName image) {
        set(image, Optional.empty());
    }

    private void set(BootConfigName image, Optional<Lifetime> lifetime) {
        manager.set(new SetRequest(NODES, Optional.of(image), Optional.empty(), lifetime, EC));
    }

    private Lease lease() {
        return manager.show(NODES).nodes().get(0).lease().orElseThrow();
    }

    @Test
    void aLeaseSaysUntilWhenForWhomAndWhoAsked() {
        set(ORBIT);
        Lease lease = lease();
        assertThat(lease.until()).contains(Instant.parse("2016-01-24T23:47:18Z"));
        assertThat(lease.node()).isEqualTo(NODE);
        assertThat(lease.requester()).isEqualTo(EC);
    }

    @Test
    void aLinkEndsWithItsLease() throws IOException {
        set(ORBIT);
        now = now.plusSeconds(599);
        manager.expire();
        assertThat(link).isSymbolicLink();
        now = now.plusSeconds(1);
        assertThat(manager.expire()).extracting(Lease::address).containsExactly(ADDRESS);
        assertThat(link).doesNotExist();
    }

    @Test
    void aNewerSetIsNotUndoneByAnOlderLease() throws IOException {
        set(ORBIT);
        now = now.plusSeconds(300);
        set(OTHER);
        now = now.plusSeconds(300);
        manager.expire();
        assertThat(Files.readSymbolicLink(link)).hasToString("orbit-3.1");
    }

    @Test
    void aLeaseThatEndsDoesNotTakeTheLinkThatTheOperatorPutInItsPlace() throws IOException {
        set(ORBIT);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("orbit-3.1"));
        now = now.plus(Duration.ofHours(1));
        manager.expire();
        assertThat(Files.readSymbolicLink(link)).hasToString("orbit-3.1");
    }

    @Test
    void aLifetimeOfTheRequestGoesBeforeTheConfiguredOne() throws IOException {
        set(ORBIT, Optional.of(Lifetime.UNTIL_CLEARED));
        now = now.plus(Duration.ofDays(1000));
        manager.expire();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aClockPutForwardMovesTheLeasesThatRan() {
        set(ORBIT);
        Instant lastLook = now.plusSeconds(1);
        now = now.plus(Duration.ofHours(1)).plusSeconds(2);
        manager.moveLeases(Duration.ofHours(1), lastLook.plus(Duration.ofHours(1)));
        assertThat(manager.expire()).isEmpty();
        now = now.plusSeconds(599);
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aClockPutBackMovesThemToo() {
        set(ORBIT);
        now = now.minus(Duration.ofHours(1)).plusSeconds(2);
        manager.moveLeases(Duration.ofHours(-1), now.minusSeconds(1));
        now = now.plusSeconds(599);
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aLeaseGrantedByTheNewClockStays() {
        now = now.plus(Duration.ofHours(1));
        set(ORBIT);
        manager.moveLeases(Duration.ofHours(1), now.minusSeconds(1));
        now = now.plusSeconds(601);
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aLeaseIsOfWholeSecondsAndEndsNoEarlierThanAsked() {
        now = Instant.parse("2016-01-24T23:37:18.7Z");
        set(ORBIT);
        assertThat(lease().since()).isEqualTo("2016-01-24T23:37:18Z");
        assertThat(lease().until()).contains(Instant.parse("2016-01-24T23:47:19Z"));
    }

    @Test
    void theLinkThatTheOperatorPutInALeasesPlaceIsShownAsTheOperators() throws IOException {
        set(ORBIT);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("orbit-3.1"));
        assertThat(manager.show(NODES).nodes()).singleElement().satisfies(state -> {
            assertThat(state.origin()).isEqualTo(NodeState.Origin.OPERATOR);
            assertThat(state.lease()).isEmpty();
        });
        assertThat(manager.links()).singleElement().satisfies(state -> {
            assertThat(state.origin()).isEqualTo(NodeState.Origin.OPERATOR);
            assertThat(state.lease()).isEmpty();
        });
    }
}
