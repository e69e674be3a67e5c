package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A link that was set for ten minutes, by two clocks of which one can be put forward and back. */
@ExtendWith(TftpTreeExtension.class)
class ClockWatchTest {
    private static final Node NODE = Node.of(NodeId.of("node1-2.sb8.orbit-lab.org"), Optional.empty());

    private Instant now = Instant.parse("2016-01-24T23:37:18Z");
    private Duration sinceBoot = Duration.ofDays(3);
    private PxeManager manager;
    private ClockWatch watch;

    @BeforeEach
    void setALink(TftpTree tree) {
        tree.image("orbit-2.0.0");
        manager = PxeAssembly.of(
                        new PxeConfig.Pxe(
                                tree.cfgDir(),
                                tree.stateDir(),
                                Optional.empty(),
                                Lifetime.of(Duration.ofMinutes(10)),
                                PreflightMode.ENFORCE,
                                new PxeConfig.Testbeds(Optional.empty(), ImmutableMap.of())),
                        SampleTestbeds.sandbox8(),
                        () -> now)
                .manager();
        manager.prepare();
        watch = new ClockWatch(manager, () -> now, () -> sinceBoot);
        manager.set(new SetRequest(
                NodeSelection.of(NODE),
                Optional.of(BootConfigName.of("orbit-2.0.0")),
                Optional.empty(),
                Optional.empty(),
                new Requester("ec", "r1")));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        sinceBoot = sinceBoot.plus(time);
        watch.look();
    }

    @Test
    void aLeaseEndsAfterItsTimeWhenTheClocksAgree() {
        pass(Duration.ofSeconds(599));
        assertThat(manager.expire()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aClockPutForwardEndsNoLeaseBeforeItsTime() {
        pass(Duration.ofSeconds(30));
        now = now.plus(Duration.ofDays(1));
        pass(Duration.ofSeconds(1));
        assertThat(manager.expire()).isEmpty();
        pass(Duration.ofSeconds(570));
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aClockPutBackProlongsNoLease() {
        pass(Duration.ofSeconds(30));
        now = now.minus(Duration.ofDays(1));
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(571));
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aLeaseThatEndedWhileTheMachineWasSuspendedEndsWhenItWakes() {
        pass(Duration.ofHours(8));
        assertThat(manager.expire()).hasSize(1);
    }

    @Test
    void aClockThatIsSlewedMovesNothing() {
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(100);
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofSeconds(491));
        assertThat(manager.expire()).hasSize(1);
    }
}
