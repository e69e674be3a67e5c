package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseMemoryTest {
    private static final LeaseMemory.Stamp CHANGED = stamp(1_000);
    private static final LeaseMemory.Stamp CHANGED_AGAIN = stamp(1_001);

    private long nanos;
    private int reads;

    private final LeaseMemory memory = new LeaseMemory(new Ticker() {
        @Override
        public long read() {
            return nanos;
        }
    });

    private static LeaseMemory.Stamp stamp(long millis) {
        return new LeaseMemory.Stamp(Optional.of("pid-1"), Optional.of(FileTime.fromMillis(millis)));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private LeaseIndex leases(LeaseMemory.Stamp stamp, boolean ours) throws IOException {
        return memory.leases(stamp, ours, () -> {
            reads++;
            return new LeaseIndex();
        });
    }

    @Test
    void aDirectoryThatDoesNotChangeIsReadTwiceAndThenNoMore() throws IOException {
        for (int second = 0; second < 10; second++) {
            leases(CHANGED, false);
            pass(Duration.ofMillis(1_100));
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aDirectoryThatHasChangedIsReadAnew() throws IOException {
        leases(CHANGED, false);
        pass(Duration.ofSeconds(2));
        LeaseIndex known = leases(CHANGED, false);

        assertThat(leases(CHANGED_AGAIN, false)).isNotSameAs(known);
    }

    @Test
    void aChangeByAnotherProcessIsSeenAlthoughTheTimeIsTheSame() throws IOException {
        LeaseIndex known = leases(CHANGED, true);

        assertThat(leases(new LeaseMemory.Stamp(Optional.of("pid-2"), CHANGED.at()), false))
                .isNotSameAs(known);
    }

    /** File systems give two changes within some milliseconds the same time. */
    @Test
    void whatOthersChangeIsReadEachTimeUntilItsTimeIsBelieved() throws IOException {
        LeaseIndex first = leases(CHANGED, false);
        LeaseIndex second = leases(CHANGED, false);
        pass(Duration.ofSeconds(2));
        LeaseIndex third = leases(CHANGED, false);

        assertThat(second).isNotSameAs(first);
        assertThat(third).isNotSameAs(second);
        assertThat(leases(CHANGED, false)).isSameAs(third);
    }

    @Test
    void whatWeChangedOurselvesIsKnownAndReadOnceLaterForTheSakeOfAnOperatorsHand() throws IOException {
        LeaseIndex held = leases(CHANGED, true);
        memory.see(CHANGED_AGAIN);

        assertThat(leases(CHANGED_AGAIN, true)).isSameAs(held);
        pass(Duration.ofSeconds(2));
        LeaseIndex read = leases(CHANGED_AGAIN, true);
        assertThat(read).isNotSameAs(held);
        pass(Duration.ofSeconds(2));
        assertThat(leases(CHANGED_AGAIN, true)).isSameAs(read);
    }
}
