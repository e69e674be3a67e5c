package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.mytestbed.pxe.boot.BootConfig;
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
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is on disk before it is answered, by one flush for all of its nodes and outside of the lock. */
class AnsweredRequestTest {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final NodeSelection BOTH = new NodeSelection.WholeDomain(SB8);
    private static final Requester EC = new Requester("10.18.0.9", "r1");

    @TempDir
    Path tftpboot;

    private final List<String> calls = new ArrayList<>();
    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private PxeManager manager;

    @BeforeEach
    void start() throws IOException {
        Path cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        Path stateDir = tftpboot.resolve("pxelinux.leases");
        Files.write(tftpboot.resolve("vmlinuz"), new byte[] {1});
        Files.write(
                cfgDir.resolve("orbit-2.0.0"),
                BootConfig.ramImage("linux", "vmlinuz", ImmutableList.of(), "").bytes());
        ImmutableMap.Builder<Node, InventoryNode> nodes = ImmutableMap.builder();
        for (int y = 1; y <= 2; y++) {
            Node node = new Node(NodeId.of("node1-" + y + ".sb8.orbit-lab.org"), SB8);
            nodes.put(node, InventoryNode.of(node, HexIp.ofAddress("10.18.1." + y), Optional.empty()));
        }
        manager = new PxeManager(
                new InventorySnapshot(ImmutableMap.of(SB8, nodes.buildOrThrow())),
                watched(BootDirectory.class, "links", new TftpBootDirectory(cfgDir, stateDir)),
                watched(LeaseStore.class, "leases", new LinkLeaseStore(stateDir)),
                () -> now,
                new BootPolicy(
                        Optional.of(BootConfigName.of("orbit-2.0.0")),
                        Lifetime.of(Duration.ofMinutes(10)),
                        PreflightMode.ENFORCE));
        manager.prepare();
        calls.clear();
    }

    /** The part itself, with a note of each call as it ends. */
    private <T> T watched(Class<T> port, String name, T part) {
        return Intercepted.port(port, part, (method, arguments, call) -> {
            try {
                return call.proceed();
            } finally {
                calls.add(name + "." + method);
            }
        });
    }

    private void set() {
        manager.set(new SetRequest(BOTH, Optional.empty(), Optional.empty(), Optional.empty(), EC));
    }

    private void assertEndsWithOneFlush(String... flushes) {
        ImmutableList<String> end = ImmutableList.<String>builder()
                .add("links.exclusively")
                .add(flushes)
                .build();
        assertThat(calls).endsWith(end.toArray(String[]::new));
        assertThat(calls.stream().filter(call -> call.endsWith(".settle"))).hasSize(flushes.length);
    }

    @Test
    void aSetIsOnDiskTheLeasesFirst() {
        set();
        assertEndsWithOneFlush("leases.settle", "links.settle");
    }

    @Test
    void aClearIsOnDisk() {
        set();
        calls.clear();
        manager.clear(BOTH, EC);
        assertEndsWithOneFlush("links.settle");
    }

    @Test
    void anExpiryIsOnDisk() {
        set();
        calls.clear();
        now = now.plus(Duration.ofHours(1));
        manager.expire();
        assertEndsWithOneFlush("links.settle");
    }

    @Test
    void aPruningIsOnDisk() {
        set();
        now = now.plus(Duration.ofHours(1));
        ImmutableList<Stale> found = manager.findStale().stale();
        calls.clear();
        manager.removeStale(found, EC);
        assertEndsWithOneFlush("links.settle");
    }

    @Test
    void leasesThatMovedWithTheClockAreOnDisk() {
        set();
        calls.clear();
        manager.moveLeases(Duration.ofHours(1), now.plusSeconds(1));
        assertEndsWithOneFlush("leases.settle");
    }
}
