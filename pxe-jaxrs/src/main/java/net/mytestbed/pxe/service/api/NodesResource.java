package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.node.NodeSet;
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
     */
    @GET
    public Response nodes(@QueryParam("domain") @Nullable String domain, @QueryParam("ns") List<String> ns) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> testbed = domain(domain, problems);
        Optional<NodeSet> set =
                ns.isEmpty() ? Optional.empty() : problems.attempt(() -> NodeSet.parse(String.join(",", ns)));
        if (domain == null && ns.isEmpty()) {
            problems.add(
                    "The parameter domain is missing: name the testbed whose nodes shall be shown, or the nodes (ns).");
        }
        problems.throwIfAny();
        Optional<NodeSelection> selection = set.isPresent()
                ? problems.attempt(() -> new NodeSelection.Nodes(set.get().nodes(testbed)))
                : testbed.map(NodeSelection.WholeDomain::new);
        problems.throwIfAny();
        return Response.ok(WireNodes.states(manager.show(selection.orElseThrow())))
                .build();
    }

    /**
     * One node.
     *
     * @param node its name
     * @param domain the testbed, which a full name tells by itself
     */
    @GET
    @Path("{node}")
    public Response node(@PathParam("node") String node, @QueryParam("domain") @Nullable String domain) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> testbed = domain(domain, problems);
        Optional<NodeId> id = problems.attempt(() -> NodeId.of(node));
        problems.throwIfAny();
        Optional<NodeSelection> found = problems.attempt(() -> NodeSelection.of(Node.of(id.orElseThrow(), testbed)));
        problems.throwIfAny();
        return Response.ok(WireNodes.state(manager.show(found.orElseThrow()).get(0)))
                .build();
    }

    private static Optional<Domain> domain(@Nullable String value, RequestProblems problems) {
        return value == null ? Optional.empty() : problems.attempt(() -> Domain.of(value));
    }
}
