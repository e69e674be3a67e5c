package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequesterHandler;
import org.jspecify.annotations.Nullable;

/** What one node boots next. */
@Singleton
@Path("/api/v1/nodes/{node}/boot")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeBootResource {
    private final PxeManager manager;

    @Inject
    public NodeBootResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /**
     * Sends the node to a boot configuration.
     *
     * @param json which one and for how long, both optional; no body at all is as an empty object
     * @param node its name
     * @param domain the testbed, which a full name tells by itself
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(
            byte[] json,
            @PathParam("node") String node,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh,
            @Context ContainerRequestContext http) {
        NodePath path = NodePath.read(node, domain, fresh);
        SetRequest request =
                new PlanRequestReader().readBoot(json, NodeSelection.of(path.node()), RequesterHandler.requester(http));
        return Response.ok(WireNodes.plan(
                        PlanRequest.Action.SET, false, path.asked(manager).set(request)))
                .build();
    }

    /**
     * Sends the node back to its default.
     *
     * @param node its name
     * @param domain the testbed, which a full name tells by itself
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     */
    @DELETE
    public Response clear(
            @PathParam("node") String node,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh,
            @Context ContainerRequestContext http) {
        NodePath path = NodePath.read(node, domain, fresh);
        return Response.ok(WireNodes.plan(
                        PlanRequest.Action.CLEAR,
                        false,
                        path.asked(manager).clear(NodeSelection.of(path.node()), RequesterHandler.requester(http))))
                .build();
    }
}
