package net.mytestbed.pxe.service.metrics;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.manager.Change;
import net.mytestbed.pxe.manager.Changes;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.http.Answered;
import net.mytestbed.pxe.service.http.Limits;
import net.mytestbed.pxe.service.http.RequestListener;

/** What one service counts and times. Its parts are told of what happens; reading it asks no inventory. */
public final class Metrics implements Changes, RequestListener {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double[] REQUEST_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final double[] FLUSH_SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5
    };
    private static final ImmutableSet<String> METHODS =
            ImmutableSet.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("pxe_http_requests_total")
            .help("Requests answered, by the path of the call, method and status.")
            .labelNames("call", "method", "code")
            .register(registry);
    private final Histogram requestSeconds = Histogram.builder()
            .name("pxe_http_request_duration_seconds")
            .help("From the head of a request to the end of its answer, by the path of the call.")
            .labelNames("call")
            .classicOnly()
            .classicUpperBounds(REQUEST_SECONDS)
            .register(registry);
    private final Gauge requestsNow = Gauge.builder()
            .name("pxe_http_requests_in_progress")
            .help("Requests that are at work or wait for a place; " + Limits.REQUESTS + " can be at work.")
            .register(registry);
    private final Counter changes = Counter.builder()
            .name("pxe_changes_total")
            .help("Changes of what a node boots or of until when, by cause.")
            .labelNames("cause")
            .register(registry);
    private final Histogram flushSeconds = Histogram.builder()
            .name("pxe_directory_flush_duration_seconds")
            .help("How long it took to flush a directory to the disk, links or leases.")
            .labelNames("directory")
            .classicOnly()
            .classicUpperBounds(FLUSH_SECONDS)
            .register(registry);
    private final InventoryMetrics inventories = new InventoryMetrics(registry);
    private final LinkMetrics links = new LinkMetrics(Ticker.systemTicker());

    /** Of the whole process, however many services run in it. */
    private static final class Jvm {
        static final PrometheusRegistry REGISTRY = new PrometheusRegistry();

        static {
            JvmMetrics.builder().register(REGISTRY);
        }
    }

    public Metrics() {
        Arrays.stream(Change.Cause.values()).forEach(cause -> changes.initLabelValues(cause.word()));
        registry.register(links);
    }

    /** Counts the links of this manager's directory from now on. */
    public void countLinks(PxeManager manager) {
        links.of(requireNonNull(manager, "manager")::links);
    }

    /** Tells from now on how many listen to changes. */
    public void countListeners(IntSupplier listeners) {
        GaugeWithCallback.builder()
                .name("pxe_event_listeners")
                .help("Clients that listen to changes now.")
                .callback(gauge -> gauge.call(listeners.getAsInt()))
                .register(registry);
    }

    /** The same inventory with a memory, and with every call to it timed. */
    public Inventory cached(HttpInventory inventory, CachePolicy policy) {
        return inventories.cached(inventory, policy);
    }

    /** Takes how long flushes of this directory took, {@code links} or {@code leases}. */
    public Consumer<Duration> flushesOf(String directory) {
        return took -> flushSeconds.labelValues(directory).observe(seconds(took));
    }

    @Override
    public void happened(ImmutableList<Change> happened) {
        happened.forEach(change -> changes.labelValues(change.cause().word()).inc());
        if (!happened.isEmpty()) {
            links.countAnew();
        }
    }

    @Override
    public void began() {
        requestsNow.inc();
    }

    @Override
    public void answered(Answered request) {
        requestsNow.dec();
        String method = METHODS.contains(request.method()) ? request.method() : "other";
        requests.labelValues(request.call(), method, String.valueOf(request.status()))
                .inc();
        if (!request.isStream()) {
            requestSeconds.labelValues(request.call()).observe(seconds(request.took()));
        }
    }

    /** Everything as it stands, in Prometheus' text format. */
    byte[] text() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        registry.scrape().forEach(all::metricSnapshot);
        Jvm.REGISTRY.scrape().forEach(all::metricSnapshot);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, all.build());
            return text.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
