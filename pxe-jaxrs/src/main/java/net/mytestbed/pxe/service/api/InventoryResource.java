package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.http.RequestProblems;
import org.jspecify.annotations.Nullable;

/** What is remembered of the inventory's answers. */
@Singleton
@Path("/api/v1/inventory")
@Produces(MediaType.APPLICATION_JSON)
public final class InventoryResource {
    private final PxeManager manager;

    @Inject
    public InventoryResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /**
     * Asks the inventory anew for everything.
     *
     * @param domain the only testbed that is asked for at once; without it all that are known by name
     */
    @POST
    @Path("refresh")
    public Response refresh(@QueryParam("domain") @Nullable String domain) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> only = problems.attempt(domain, Domain::of);
        problems.throwIfAny();
        return Response.ok(WireRefresh.of(manager.refreshInventory(only))).build();
    }
}
