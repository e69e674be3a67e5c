package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import net.mytestbed.pxe.manager.PxeManager;

/** What stands under nodes' names in the whole boot directory. */
@Singleton
@Path("/api/v1/links")
@Produces(MediaType.APPLICATION_JSON)
public final class LinksResource {
    private final PxeManager manager;

    @Inject
    public LinksResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /** All of it; no inventory is asked. */
    @GET
    public Response links() {
        return Response.ok(WireLinks.links(manager.links())).build();
    }
}
