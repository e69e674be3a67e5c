package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

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
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequestProblems;
import org.jspecify.annotations.Nullable;

/** What nodes boot by now. */
@Singleton
@Path("/api/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
public final class NodesResource {
    private final PxeManager manager;

    @Inject
    public NodesResource(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /**
     * Every node of a domain, or those of a node set.
     *
     * @param domain the testbed
     * @param ns a node set; several are joined
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     */
    @GET
    public Response nodes(
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("ns") List<String> ns,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> testbed = problems.attempt(domain, Domain::of);
        Optional<NodeSet> set =
                ns.isEmpty() ? Optional.empty() : problems.attempt(() -> NodeSet.parse(String.join(",", ns)));
        if (domain == null && ns.isEmpty()) {
            problems.add(
                    "The parameter domain is missing: name the testbed whose nodes shall be shown, or the nodes (ns).");
        }
        Optional<PxeManager> asked = problems.attempt(() -> FreshParameter.isTrue(fresh) ? manager.fresh() : manager);
        problems.throwIfAny();
        Optional<NodeSelection> selection = set.isPresent()
                ? problems.attempt(() -> new NodeSelection.Nodes(set.get().nodes(testbed)))
                : testbed.map(NodeSelection.WholeDomain::new);
        problems.throwIfAny();
        return Response.ok(WireNodes.states(asked.orElseThrow().show(selection.orElseThrow())))
                .build();
    }

    /**
     * One node.
     *
     * @param node its name
     * @param domain the testbed, which a full name tells by itself
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     */
    @GET
    @Path("{node}")
    public Response node(
            @PathParam("node") String node,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh) {
        NodePath path = NodePath.read(node, domain, fresh);
        return Response.ok(WireNodes.state(path.asked(manager).show(NodeSelection.of(path.node()))))
                .build();
    }
}
