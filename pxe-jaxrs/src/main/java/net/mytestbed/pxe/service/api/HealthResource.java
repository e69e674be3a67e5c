package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/** Whether the service lives, and whether it can do its work. */
@Singleton
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final BootDirectory directory;

    @Inject
    public HealthResource(BootDirectory directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /**
     * How the service is.
     *
     * @param status {@code up}, or {@code down} with the status 503
     * @param reasons what is in the way, sentences
     */
    record Health(String status, List<String> reasons) {
        static final Health UP = new Health("up", ImmutableList.of());
    }

    /** It answers, so it lives. */
    @GET
    @Path("/live")
    public Response live() {
        return Response.ok(Health.UP).build();
    }

    /** Links can be made now, or why not. */
    @GET
    @Path("/ready")
    public Response ready() {
        try {
            directory.checkWritable();
            return Response.ok(Health.UP).build();
        } catch (PxeException e) {
            List<String> reasons = e.problems().stream().map(Problem::sentence).collect(toImmutableList());
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .entity(new Health("down", reasons))
                    .build();
        }
    }
}
