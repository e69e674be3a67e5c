package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that dies in the middle of a change leaves behind, at any number of links made and not made. */
class UnfinishedChangeTest {
    private static final Domain GRID = Domain.of("grid.orbit-lab.org");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final Requester EC = new Requester("10.18.0.9", "r1");
    private static final int NODES = 12;

    @TempDir
    Path tftpboot;

    private Path cfgDir;
    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private Dying dying;
    private BootDirectory directory;
    private LinkLeaseStore leases;
    private PxeManager manager;

    @BeforeEach
    void start() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        Files.write(tftpboot.resolve("vmlinuz"), new byte[] {1});
        for (BootConfigName image : ImmutableList.of(ORBIT, OTHER)) {
            Files.write(
                    cfgDir.resolve(image.value()),
                    BootConfig.ramImage("linux", "vmlinuz", ImmutableList.of(), "")
                            .bytes());
        }
        restart();
    }

    private void restart() {
        Path stateDir = tftpboot.resolve("pxelinux.leases");
        dying = new Dying(new TftpBootDirectory(cfgDir, stateDir));
        directory = dying.directory();
        leases = new LinkLeaseStore(stateDir);
        manager = new PxeManager(
                new GridInventory(),
                directory,
                leases,
                () -> now,
                new BootPolicy(Optional.empty(), Lifetime.of(Duration.ofMinutes(10)), PreflightMode.ENFORCE));
        manager.prepare();
    }

    private static Node node(int n) {
        return new Node(NodeId.of("node1-" + n + ".grid.orbit-lab.org"), GRID);
    }

    private static HexIp address(int n) {
        return HexIp.ofAddress("10.10.1." + n);
    }

    private static NodeSelection first(int nodes) {
        return new NodeSelection.Nodes(
                IntStream.rangeClosed(1, nodes).mapToObj(n -> node(n)).collect(ImmutableSet.toImmutableSet()));
    }

    private static NodeSelection only(int node) {
        return new NodeSelection.Nodes(ImmutableSet.of(node(node)));
    }

    private void set(NodeSelection nodes, BootConfigName image) {
        manager.set(new SetRequest(nodes, Optional.of(image), Optional.empty(), Optional.empty(), EC));
    }

    private Map<HexIp, String> links() {
        return new TreeMap<>(Maps.transformValues(
                directory.links().entries(),
                entry -> entry instanceof BootLink link ? link.image().value() : entry.toString()));
    }

    private void assertEveryLinkHasItsLeaseAndEveryLeaseItsLink() {
        assertThat(leases.all().values())
                .extracting(Lease::link)
                .containsExactlyInAnyOrderElementsOf(directory.links().entries().values().stream()
                        .map(entry -> (BootLink) entry)
                        .toList());
    }

    @Test
    void aLinkThatWasNotMadeHasNoLeaseAfterTheNextStart() {
        dying.after(0);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> set(first(1), ORBIT));
        restart();
        assertThat(links()).isEmpty();
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void aLinkThatWasNotReplacedStillHasALease() {
        set(first(1), ORBIT);
        dying.after(0);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> set(first(1), OTHER));
        restart();
        assertThat(links()).containsExactly(Map.entry(address(1), "orbit-2.0.0"));
        assertEveryLinkHasItsLeaseAndEveryLeaseItsLink();
    }

    @Test
    void aLinkOfTheOperatorsThatWasNotReplacedHasNone() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve(address(1).hex()), Path.of("orbit-3.1"));
        dying.after(0);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> set(first(1), ORBIT));
        restart();
        now = now.plus(Duration.ofDays(1));
        manager.expire();
        assertThat(links()).containsExactly(Map.entry(address(1), "orbit-3.1"));
    }

    @Test
    void anotherProcessThatLivesMendsIt() {
        PxeManager survivor = manager;
        set(first(2), ORBIT);
        dying.after(1);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> set(first(4), OTHER));
        survivor.expire();
        assertEveryLinkHasItsLeaseAndEveryLeaseItsLink();
    }

    @Test
    void whateverWasReachedEveryLinkIsAsBeforeOrAsAskedAndHasItsLease() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            manager.clear(first(NODES), EC);
            set(first(random.nextInt(NODES + 1)), ORBIT);
            Map<HexIp, String> before = links();
            dying.after(random.nextInt(NODES + 1));
            boolean clear = random.nextBoolean();
            int asked = 1 + random.nextInt(NODES);
            try {
                if (clear) {
                    manager.clear(first(asked), EC);
                } else {
                    set(first(asked), OTHER);
                }
            } catch (Death death) {
                // It died on the way; or there was nothing to do.
            }
            restart();
            for (int n = 1; n <= NODES; n++) {
                String found = links().getOrDefault(address(n), "default");
                String wanted =
                        n > asked ? before.getOrDefault(address(n), "default") : clear ? "default" : "orbit-3.1";
                assertThat(found)
                        .as("node %s, seed %s", n, seed)
                        .isIn(before.getOrDefault(address(n), "default"), wanted);
            }
            assertEveryLinkHasItsLeaseAndEveryLeaseItsLink();
        }
    }

    /** The end of a process, which no one catches. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Waits for the turn that runs to end, and so shares the next place in it with whoever else waits. */
    private Thread waiting(Runnable change, List<Throwable> failures) {
        Thread thread = new Thread(change);
        thread.setUncaughtExceptionHandler((dying, failure) -> failures.add(failure));
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    @Test
    void aChangeThatSharesATurnWithOneThatStoppedHalfwayComesAfterItWasMended() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        dying.onceApplied(() -> {
            threads.add(waiting(() -> set(only(2), ORBIT), failures));
            threads.add(waiting(() -> set(only(3), ORBIT), failures));
            dying.after(0);
        });

        set(only(1), ORBIT);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).singleElement().isInstanceOf(Death.class);
        assertThat(leases.all()).containsOnlyKeys(address(1), address(3));
        assertEveryLinkHasItsLeaseAndEveryLeaseItsLink();
        assertThat(leases.isUnfinished()).isFalse();
    }

    /** A boot directory that carries out so many changes of a plan, and dies. */
    private static final class Dying {
        private final BootDirectory real;
        private int changesToLive = Integer.MAX_VALUE;
        private Runnable onceApplied = () -> {};

        Dying(BootDirectory real) {
            this.real = real;
        }

        BootDirectory directory() {
            return Intercepted.port(BootDirectory.class, real, (method, arguments, call) -> {
                if (!method.equals("apply")) {
                    return call.proceed();
                }
                apply((LinkPlan) arguments[0]);
                return null;
            });
        }

        void after(int changes) {
            changesToLive = changes;
        }

        void onceApplied(Runnable event) {
            onceApplied = event;
        }

        private void apply(LinkPlan plan) {
            ImmutableMap<HexIp, LinkChange> reached = plan.changes().entrySet().stream()
                    .limit(changesToLive)
                    .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
            real.apply(new LinkPlan(reached));
            if (changesToLive != Integer.MAX_VALUE) {
                changesToLive = Integer.MAX_VALUE;
                throw new Death();
            }
            Runnable event = onceApplied;
            onceApplied = () -> {};
            event.run();
        }
    }

    private static final class GridInventory implements Inventory {
        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            ImmutableMap.Builder<Node, InventoryNode> found = ImmutableMap.builder();
            IntStream.rangeClosed(1, NODES)
                    .filter(n -> nodes.contains(node(n)))
                    .forEach(n -> found.put(node(n), InventoryNode.of(node(n), address(n), Optional.empty())));
            return new InventoryAnswer(found.buildOrThrow(), ImmutableList.of());
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            return lookup(((NodeSelection.Nodes) first(NODES)).nodes(), wanted);
        }
    }
}
