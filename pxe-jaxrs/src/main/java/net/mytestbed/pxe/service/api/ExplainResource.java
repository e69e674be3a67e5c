package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequestProblems;
import org.jspecify.annotations.Nullable;

/** Why one node boots what it boots. */
@Singleton
@Path("/api/v1/nodes/{node}/explain")
@Produces(MediaType.APPLICATION_JSON)
public final class ExplainResource {
    private final PxeManager manager;

    @Inject
    public ExplainResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /**
     * Every name that the node's boot program asks for, and what becomes of it.
     *
     * @param node its name
     * @param domain the testbed, which a full name tells by itself
     * @param uuid the UUID by which its boot program asks
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     */
    @GET
    public Response explain(
            @PathParam("node") String node,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("uuid") @Nullable String uuid,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh) {
        NodePath path = NodePath.read(node, domain, fresh);
        RequestProblems problems = new RequestProblems();
        Optional<UUID> known = problems.attempt(uuid, ExplainResource::uuid);
        problems.throwIfAny();
        return Response.ok(WireExplanation.of(path.asked(manager).explain(path.node(), known)))
                .build();
    }

    private static UUID uuid(String text) {
        // Java reads shorter groups than a UUID has.
        if (text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException notOne) {
                // told below, in our words
            }
        }
        throw new IllegalArgumentException(
                quoted(text) + " is not a UUID: expected one as b8945908-d6a6-41a9-b8d2-74a6b5c1a2d3.");
    }
}
