package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More leases that end at once than are ended at a time, and requests meanwhile. */
class ExpiryTest {
    private static final int LEASES = 2 * Expiry.AT_A_TIME + 100;
    private static final String LINK = "orbit-2.0.0";
    private static final Instant NOW = Instant.parse("2016-01-24T23:37:18Z");

    @TempDir
    private Path tftpboot;

    private Path cfgDir;
    private Path stateDir;
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void manyLeasesHaveEnded() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        stateDir = Files.createDirectory(tftpboot.resolve("pxelinux.leases"));
        endLeases(0, LEASES);
    }

    private void endLeases(int from, int to) throws IOException {
        record(IntStream.range(from, to)
                .mapToObj(n -> lease(address(n), "2016-01-24T23:37:18Z"))
                .toList());
        for (int n = from; n < to; n++) {
            Files.createSymbolicLink(cfgDir.resolve(address(n).hex()), Path.of(LINK));
        }
    }

    private static HexIp address(int n) {
        return new HexIp(0x0A0A0000 + n);
    }

    private static Lease lease(HexIp address, String until) {
        return new Lease(
                new BootLink(address, BootConfigName.of(LINK)),
                new Node(NodeId.of("n"), Domain.of("grid")),
                Instant.parse("2016-01-24T23:27:18Z"),
                Optional.of(Instant.parse(until)),
                new Requester("10.18.0.9", "r1"));
    }

    /** As another process does. */
    private void record(List<Lease> recorded) {
        LeaseStore leases = new LinkLeaseStore(stateDir);
        leases.begin();
        leases.record(recorded);
        leases.confirm();
        leases.end();
    }

    private Expiry expiry(BootDirectory directory) {
        LeaseStore leases = new LinkLeaseStore(stateDir);
        return new Expiry(directory, leases, new LinksAndLeases(directory, leases), () -> NOW, Changes.UNHEARD);
    }

    /** As often as the directory is held, this happens while it is. */
    private BootDirectory whileHeld(BootDirectory real, Runnable event) {
        return Intercepted.port(
                BootDirectory.class,
                real,
                (method, arguments, call) -> method.equals("exclusively")
                        ? real.exclusively(() -> {
                            event.run();
                            return ((Supplier<?>) arguments[0]).get();
                        })
                        : call.proceed());
    }

    @Test
    void aRequestThatComesMeanwhileNeedNotWaitForAllOfThem() throws InterruptedException {
        BootDirectory real = new TftpBootDirectory(cfgDir, stateDir);
        Thread request = new Thread(() -> {
            var unused = real.exclusively(() -> events.add("request"));
        });
        BootDirectory watched = whileHeld(real, () -> {
            events.add("portion");
            if (request.getState() == Thread.State.NEW) {
                request.start();
                await().until(() -> request.getState() == Thread.State.TIMED_WAITING);
            }
        });
        assertThat(expiry(watched).endAll()).hasSize(LEASES);
        request.join();
        assertThat(events).startsWith("portion", "request", "portion", "portion");
    }

    @Test
    void aNodeThatIsSetAnewMeanwhileKeepsItsLink() {
        BootDirectory watched = whileHeld(new TftpBootDirectory(cfgDir, stateDir), () -> {
            events.add("portion");
            if (events.size() == 1) {
                record(List.of(lease(address(LEASES - 1), "2016-01-24T23:59:00Z")));
            }
        });
        assertThat(expiry(watched).endAll()).hasSize(LEASES - 1);
        assertThat(cfgDir.resolve(address(LEASES - 1).hex())).isSymbolicLink();
    }

    @Test
    void tenThousandLeasesThatEndAtOnceEndInOneGo() throws IOException {
        endLeases(LEASES, 10_000);
        BootDirectory directory = new TftpBootDirectory(cfgDir, stateDir);
        assertThat(expiry(directory).endAll()).hasSize(10_000);
        assertThat(directory.links().entries()).isEmpty();
        assertThat(new LinkLeaseStore(stateDir).all()).isEmpty();
    }
}
