package net.mytestbed.pxe.service.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.base.Ascii;
import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.manager.LinkState;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Counts what stands in the boot directory. It is read at most once in {@link #KEPT}, and again after each change by this service,
 * however often it is scraped.
 */
final class LinkMetrics implements MultiCollector {
    /** What others change in the directory is seen so late. */
    static final Duration KEPT = Duration.ofSeconds(5);

    private final Ticker ticker;
    private volatile Supplier<ImmutableList<LinkState>> source = ImmutableList::of;
    private volatile boolean changed = true;
    private long countedAt;
    private MetricSnapshots counted = MetricSnapshots.of();

    LinkMetrics(Ticker ticker) {
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /** Counts what this tells from now on. */
    void of(Supplier<ImmutableList<LinkState>> links) {
        source = links;
        changed = true;
    }

    void countAnew() {
        changed = true;
    }

    @Override
    public synchronized MetricSnapshots collect() {
        long now = ticker.read();
        if (changed || now - countedAt >= KEPT.toNanos()) {
            changed = false;
            countedAt = now;
            counted = count();
        }
        return counted;
    }

    private MetricSnapshots count() {
        try {
            ImmutableList<LinkState> links = source.get();
            return MetricSnapshots.of(readable(1), byImage(links), leases(links), nextEnd(links));
        } catch (PxeException e) {
            return MetricSnapshots.of(readable(0));
        }
    }

    private static GaugeSnapshot readable(int value) {
        return GaugeSnapshot.builder()
                .name("pxe_boot_directory_readable")
                .help("1 if links and leases can be read, else 0, and then they are not counted.")
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static GaugeSnapshot byImage(ImmutableList<LinkState> links) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("pxe_links")
                .help("Links of nodes, by boot configuration and by who made them (am, operator).");
        Map<Labels, Long> counts = links.stream().collect(groupingBy(LinkMetrics::labels, TreeMap::new, counting()));
        counts.forEach((labels, count) -> gauge.dataPoint(point(labels, count)));
        return gauge.build();
    }

    private static Labels labels(LinkState link) {
        return Labels.of(
                "image",
                image(link.entry()),
                "origin",
                Ascii.toLowerCase(link.origin().name()));
    }

    /** Names in angle brackets are no boot configurations. */
    private static String image(LinkEntry entry) {
        if (entry instanceof BootLink link) {
            return link.image().value();
        }
        return entry instanceof ForeignLink ? "<elsewhere>" : "<not-a-link>";
    }

    private static GaugeSnapshot leases(ImmutableList<LinkState> links) {
        long all = links.stream().filter(link -> link.lease().isPresent()).count();
        long ending = ends(links).count();
        return GaugeSnapshot.builder()
                .name("pxe_leases")
                .help("Leases whose links stand, by how they end: by time, or when they are cleared.")
                .dataPoint(point(Labels.of("ends", "time"), ending))
                .dataPoint(point(Labels.of("ends", "cleared"), all - ending))
                .build();
    }

    private static Stream<Instant> ends(ImmutableList<LinkState> links) {
        return links.stream().flatMap(link -> link.lease().flatMap(Lease::until).stream());
    }

    private static GaugeSnapshot nextEnd(ImmutableList<LinkState> links) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("pxe_lease_next_end_timestamp_seconds")
                .help("When the next lease ends, in seconds since 1970; without one there is no value.");
        Optional<Instant> next = ends(links).min(Comparator.naturalOrder());
        next.ifPresent(end -> gauge.dataPoint(point(Labels.EMPTY, end.getEpochSecond())));
        return gauge.build();
    }

    private static GaugeDataPointSnapshot point(Labels labels, long value) {
        return GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }
}
