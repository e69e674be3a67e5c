package net.mytestbed.pxe.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.mytestbed.pxe.manager.LinkState;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the boot directory is read for those who scrape, by a clock that the test puts forward. */
class LinkMetricsTest {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();
    private final LinkMetrics metrics = new LinkMetrics(new Ticker() {
        @Override
        public long read() {
            return elapsed.get();
        }
    });
    private Optional<PxeException> failure = Optional.empty();

    @BeforeEach
    void countLinks() {
        metrics.of(this::links);
    }

    private ImmutableList<LinkState> links() {
        readings.incrementAndGet();
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        return ImmutableList.of();
    }

    private ImmutableList<String> names() {
        return metrics.collect().stream()
                .map(metric -> metric.getMetadata().getName())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void itIsReadOnceInFiveSecondsHoweverManyScrape() {
        for (int i = 0; i < 50; i++) {
            names();
        }
        elapsed.set(KEPT.toNanos() - 1);
        names();
        assertThat(readings).hasValue(1);
        elapsed.set(KEPT.toNanos());
        names();
        assertThat(readings).hasValue(2);
    }

    @Test
    void itIsReadAnewAfterAChange() {
        names();
        metrics.countAnew();
        names();
        assertThat(readings).hasValue(2);
    }

    @Test
    void oneThatCannotBeReadIsNotCountedUntilItCanBe() {
        failure = Optional.of(new PxeException(Problem.of(ProblemCode.DIRECTORY_GONE, "It is gone.")));
        assertThat(names()).containsExactly("pxe_boot_directory_readable");
        failure = Optional.empty();
        elapsed.set(KEPT.toNanos());
        assertThat(names()).contains("pxe_links", "pxe_leases");
    }
}
