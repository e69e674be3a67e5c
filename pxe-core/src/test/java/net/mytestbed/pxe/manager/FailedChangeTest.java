package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What links and leases are after a step of a change has failed, while the process lives on. */
class FailedChangeTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE1 = new Node(NodeId.of("node1-1.sb8.orbit-lab.org"), SB8);
    private static final Node NODE2 = new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), SB8);
    private static final HexIp ADDRESS1 = HexIp.ofAddress("10.18.1.1");
    private static final HexIp ADDRESS2 = HexIp.ofAddress("10.18.1.2");
    private static final Requester EC = new Requester("10.18.0.9", "r1");

    @TempDir
    Path tftpboot;

    private Path cfgDir;
    private Path stateDir;
    private final Map<String, PxeException> failures = new HashMap<>();
    private PxeManager manager;

    @BeforeEach
    void node1IsSet() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        stateDir = tftpboot.resolve("pxelinux.leases");
        for (String image : List.of("orbit-2.0.0", "orbit-3.1")) {
            Files.writeString(cfgDir.resolve(image), "default local\nlabel local\nlocalboot 0\n");
        }
        manager = new PxeManager(
                new InventorySnapshot(ImmutableMap.of(
                        SB8,
                        ImmutableMap.of(
                                NODE1, InventoryNode.of(NODE1, ADDRESS1, Optional.empty()),
                                NODE2, InventoryNode.of(NODE2, ADDRESS2, Optional.empty())))),
                Intercepted.port(BootDirectory.class, new TftpBootDirectory(cfgDir, stateDir), this::failIfItShall),
                Intercepted.port(LeaseStore.class, new LinkLeaseStore(stateDir), this::failIfItShall),
                () -> Instant.parse("2016-01-24T23:37:18Z"),
                new BootPolicy(Optional.empty(), Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE));
        manager.prepare();
        set(NODE1, "orbit-2.0.0");
    }

    /** A failure with a suppressed one comes after the step: what could not be undone stands. */
    private @Nullable Object failIfItShall(String method, Object[] arguments, Intercepted.Call step) throws Throwable {
        PxeException failure = failures.remove(method);
        if (failure == null) {
            return step.proceed();
        }
        if (failure.getSuppressed().length > 0) {
            step.proceed();
        }
        throw failure;
    }

    private void fail(String step, ProblemCode code) {
        failures.put(step, failure(code));
    }

    private static PxeException failure(ProblemCode code) {
        return new PxeException(Problem.of(code, "The disk has failed."));
    }

    private void set(Node node, String image) {
        manager.set(new SetRequest(
                NodeSelection.of(node), Optional.of(BootConfigName.of(image)), Optional.empty(), Optional.empty(), EC));
    }

    private void assertFails(Runnable request) {
        assertThatExceptionOfType(PxeException.class).isThrownBy(request::run).withMessage("The disk has failed.");
    }

    /** As another process sees it. */
    private void assertLeasesAndLinks(Map<HexIp, String> images) {
        LinkLeaseStore leases = new LinkLeaseStore(stateDir);
        assertThat(leases.isUnfinished()).isFalse();
        assertThat(leases.all()).hasSize(images.size());
        images.forEach((address, image) -> {
            assertThat(leases.find(ImmutableSet.of(address)).values())
                    .extracting(lease -> lease.image().value())
                    .containsExactly(image);
            assertThat(cfgDir.resolve(address.hex()))
                    .satisfies(link -> assertThat(Files.readSymbolicLink(link)).hasToString(image));
        });
    }

    @Test
    void whereALinkCannotBeMadeTheLeaseBeforeCountsAgain() {
        fail("apply", ProblemCode.DIRECTORY_FAILED);

        assertFails(() -> set(NODE1, "orbit-3.1"));

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0"));
    }

    @Test
    void aLeaseThatCountsAgainIsKeptByTheNextChange() {
        fail("apply", ProblemCode.DIRECTORY_FAILED);
        assertFails(() -> set(NODE1, "orbit-3.1"));

        set(NODE2, "orbit-3.1");

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0", ADDRESS2, "orbit-3.1"));
    }

    @Test
    void aChangeThatFailsTakesNoEarlierOneBack() {
        fail("apply", ProblemCode.DIRECTORY_FAILED);

        assertFails(() -> set(NODE2, "orbit-3.1"));

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0"));
    }

    @Test
    void whereALeaseCannotBeRecordedNoLinkIsMade() {
        fail("record", ProblemCode.DIRECTORY_FULL);

        assertFails(() -> set(NODE2, "orbit-3.1"));

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0"));
        assertThat(cfgDir.resolve(ADDRESS2.hex())).doesNotExist();
    }

    @Test
    void aLinkThatCannotBeTakenAwayKeepsItsLease() {
        fail("apply", ProblemCode.DIRECTORY_FAILED);

        assertFails(() -> manager.clear(NodeSelection.of(NODE1), EC));

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0"));
    }

    @Test
    void aLinkThatCouldNotBePutBackHasItsLeaseAfterTheNextChange() {
        PxeException notUndone = failure(ProblemCode.DIRECTORY_FAILED);
        notUndone.addSuppressed(new IOException("Read-only file system"));
        failures.put("apply", notUndone);
        assertFails(() -> set(NODE1, "orbit-3.1"));

        set(NODE2, "orbit-2.0.0");

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-3.1", ADDRESS2, "orbit-2.0.0"));
    }

    @Test
    void aLeaseThatCouldNotBeTakenBackIsMendedByTheNextChange() {
        fail("apply", ProblemCode.DIRECTORY_FAILED);
        fail("revoke", ProblemCode.DIRECTORY_FAILED);
        assertFails(() -> set(NODE1, "orbit-3.1"));

        set(NODE2, "orbit-2.0.0");

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0", ADDRESS2, "orbit-2.0.0"));
    }

    @Test
    void aFullDiskKeepsNoNodeFromItsOwnDisk() {
        fail("begin", ProblemCode.DIRECTORY_FULL);

        manager.clear(NodeSelection.of(NODE1), EC);

        assertLeasesAndLinks(ImmutableMap.of());
        assertThat(cfgDir.resolve(ADDRESS1.hex())).doesNotExist();
    }

    @Test
    void aDiskThatFailsOtherwiseRefusesAClear() {
        fail("begin", ProblemCode.DIRECTORY_FAILED);

        assertFails(() -> manager.clear(NodeSelection.of(NODE1), EC));

        assertLeasesAndLinks(ImmutableMap.of(ADDRESS1, "orbit-2.0.0"));
    }
}
