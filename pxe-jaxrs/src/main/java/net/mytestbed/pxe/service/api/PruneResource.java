package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.http.RequesterHandler;

/** Takes away what is of no use any more. */
@Singleton
@Path("/api/v1/prune")
@Produces(MediaType.APPLICATION_JSON)
public final class PruneResource {
    private final PxeManager manager;

    @Inject
    public PruneResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /** Removes it and answers what was removed, or in a dry run only what would be. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response prune(byte[] json, @Context ContainerRequestContext http) {
        return Response.ok(PruneRequest.read(json).carryOut(manager, RequesterHandler.requester(http)))
                .build();
    }
}
