package net.mytestbed.pxe.service.metrics;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import net.mytestbed.pxe.inventory.ForwardingInventory;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.cache.CacheUse;
import net.mytestbed.pxe.inventory.cache.CachedInventory;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.PxeException;

/** What is measured of inventories over HTTP, each by its URL. */
final class InventoryMetrics {
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};

    private final Histogram seconds;
    private final Counter failures;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    private record Watched(String name, HttpInventory inventory, CachedInventory cached) {}

    InventoryMetrics(PrometheusRegistry registry) {
        seconds = Histogram.builder()
                .name("pxe_inventory_request_duration_seconds")
                .help(
                        "How long the inventory took over a request for nodes (lookup) or for a domain (list), failures too.")
                .labelNames("inventory", "call")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        failures = Counter.builder()
                .name("pxe_inventory_failures_total")
                .help("Requests that the inventory failed, by the code of the problem.")
                .labelNames("inventory", "code")
                .register(registry);
        CounterWithCallback.builder()
                .name("pxe_inventory_questions_total")
                .help(
                        "Questions about nodes or domains: answered from memory, asked of the inventory, or answered from stale"
                                + " memory because it failed (these were asked too).")
                .labelNames("inventory", "answer")
                .callback(found -> watched.forEach(each -> {
                    CacheUse use = each.cached().use();
                    found.call((double) use.remembered(), each.name(), "memory");
                    found.call((double) use.asked(), each.name(), "asked");
                    found.call((double) use.stale(), each.name(), "stale");
                }))
                .register(registry);
        gauge(
                registry,
                "pxe_inventory_stale",
                "1 while stale memory serves because the inventory fails.",
                each -> each.cached().use().servesStale() ? 1 : 0);
        gauge(
                registry,
                "pxe_inventory_waiting_requests",
                "Questions that wait for the inventory; 32 can.",
                each -> each.cached().use().waiting());
        gauge(
                registry,
                "pxe_inventory_breaker_open",
                "1 while the inventory is left alone after three failures in a row.",
                each -> each.inventory().isLeftAlone() ? 1 : 0);
    }

    private void gauge(PrometheusRegistry registry, String name, String help, ToDoubleFunction<Watched> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("inventory")
                .callback(found -> watched.forEach(each -> found.call(value.applyAsDouble(each), each.name())))
                .register(registry);
    }

    synchronized Inventory cached(HttpInventory inventory, CachePolicy policy) {
        String name = freeName(inventory.toString());
        CachedInventory cached = new CachedInventory(new Timed(inventory, name), policy);
        watched.add(new Watched(name, inventory, cached));
        return cached;
    }

    /** Two testbeds may ask the same service in two ways. */
    private String freeName(String name) {
        long same = watched.stream()
                .filter(each -> each.name().equals(name) || each.name().startsWith(name + "#"))
                .count();
        return same == 0 ? name : name + "#" + (same + 1);
    }

    private final class Timed extends ForwardingInventory {
        private final String name;

        Timed(Inventory inventory, String name) {
            super(inventory);
            this.name = requireNonNull(name, "name");
        }

        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            return timed("lookup", () -> origin().lookup(nodes, wanted));
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            return timed("list", () -> origin().list(domain, wanted));
        }

        private InventoryAnswer timed(String call, Supplier<InventoryAnswer> question) {
            long begin = System.nanoTime();
            try {
                return question.get();
            } catch (PxeException failure) {
                failures.labelValues(name, failure.problems().get(0).code().wireName())
                        .inc();
                throw failure;
            } finally {
                seconds.labelValues(name, call).observe(Metrics.seconds(Duration.ofNanos(System.nanoTime() - begin)));
            }
        }

        @Override
        protected Inventory before(Inventory other) {
            return new Timed(other, name);
        }
    }
}
