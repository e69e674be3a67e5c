package net.mytestbed.pxe.service.metrics;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What Prometheus reads. */
@Singleton
@Path("/metrics")
public final class MetricsResource {
    private final Metrics metrics;

    @Inject
    public MetricsResource(Metrics metrics) {
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Everything as it stands. */
    @GET
    public Response metrics() {
        return Response.ok(metrics.text(), Metrics.CONTENT_TYPE).build();
    }
}
