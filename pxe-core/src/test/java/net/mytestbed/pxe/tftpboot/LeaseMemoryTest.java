package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;

class LeaseMemoryTest {
    private static final FileTime CHANGED = FileTime.fromMillis(1_000);
    private static final ImmutableMap<HexIp, Lease> NONE = ImmutableMap.of();
    private static final ImmutableMap<HexIp, Lease> ONE = ImmutableMap.of(
            HexIp.ofHex("0A120102"),
            new Lease(
                    new BootLink(HexIp.ofHex("0A120102"), BootConfigName.of("orbit-2.0.0")),
                    new Node(NodeId.of("node1-2"), Domain.of("sb8.orbit-lab.org")),
                    Instant.EPOCH,
                    Optional.empty(),
                    new Requester("10.18.0.9", "r1")));

    private long nanos;
    private int reads;

    private final LeaseMemory memory = new LeaseMemory(new Ticker() {
        @Override
        public long read() {
            return nanos;
        }
    });

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private ImmutableMap<HexIp, Lease> all(FileTime changed, ImmutableMap<HexIp, Lease> onDisk) {
        return memory.all(changed, () -> {
            reads++;
            return onDisk;
        });
    }

    @Test
    void aDirectoryThatDoesNotChangeIsReadTwiceAndThenNoMore() {
        for (int second = 0; second < 10; second++) {
            assertThat(all(CHANGED, ONE)).isEqualTo(ONE);
            pass(Duration.ofMillis(1_100));
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aDirectoryThatHasChangedIsReadAnew() {
        all(CHANGED, NONE);
        pass(Duration.ofSeconds(2));
        all(CHANGED, NONE);

        assertThat(all(FileTime.fromMillis(1_001), ONE)).isEqualTo(ONE);
    }

    /** File systems give two changes within some milliseconds the same time. */
    @Test
    void aChangeDirectlyAfterAReadIsSeenAlthoughTheTimeIsTheSame() {
        assertThat(all(CHANGED, NONE)).isEmpty();

        assertThat(all(CHANGED, ONE)).isEqualTo(ONE);
        pass(Duration.ofSeconds(2));
        assertThat(all(CHANGED, ONE)).isEqualTo(ONE);
    }

    @Test
    void whatWasReadWhileItChangedIsNotRemembered() {
        all(CHANGED, NONE);
        pass(Duration.ofSeconds(2));
        memory.all(CHANGED, () -> {
            all(FileTime.fromMillis(1_001), ONE);
            return NONE;
        });

        pass(Duration.ofSeconds(2));
        assertThat(all(FileTime.fromMillis(1_001), ONE)).isEqualTo(ONE);
    }
}
