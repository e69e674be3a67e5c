package net.mytestbed.pxe.cli.control;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.service.api.PlanRequest;
import net.mytestbed.pxe.service.api.PruneRequest;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;

/** Over the JSON API of a running service. */
public final class ServerControl implements BootControl {
    /** A name has at most 253 characters, and a request line of the service 1 MiB. */
    private static final int MOST_NAMES_IN_A_LINE = 4_000;

    private final ApiClient api;

    /**
     * @param server the service's URL
     * @param credentials who asks, and whom to trust
     * @throws IllegalArgumentException if it is not one of HTTP
     */
    public ServerControl(URI server, Credentials credentials) {
        this.api = new ApiClient(server, credentials);
    }

    @Override
    public WireNodes.Plan set(
            NodeSelection nodes, Optional<BootConfigName> image, Optional<Lifetime> lifetime, boolean dryRun) {
        ObjectNode request = request(PlanRequest.Action.SET, nodes, dryRun);
        image.ifPresent(name -> request.put("image", name.value()));
        lifetime.ifPresent(wanted ->
                request.put("lifetime", wanted.duration().orElse(Duration.ZERO).toString()));
        return plan(request);
    }

    @Override
    public WireNodes.Plan clear(NodeSelection nodes, boolean dryRun) {
        return plan(request(PlanRequest.Action.CLEAR, nodes, dryRun));
    }

    private static ObjectNode request(PlanRequest.Action action, NodeSelection nodes, boolean dryRun) {
        ObjectNode request = ApiClient.JSON.createObjectNode();
        request.put("action", action.wireName()).put("dryRun", dryRun);
        domain(nodes).ifPresent(domain -> request.put("domain", domain.value()));
        if (nodes instanceof NodeSelection.Nodes named) {
            ArrayNode names = request.putArray("nodes");
            named.nodes().forEach(node -> names.add(node.id().value()));
        } else {
            request.put("all", true);
        }
        return request;
    }

    private WireNodes.Plan plan(ObjectNode request) {
        return post("api/v1/plans", request, WireNodes.Plan.class);
    }

    private <T> T post(String path, ObjectNode request, Class<T> answer) {
        return api.ask(
                path,
                http -> http.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.toString(), UTF_8)),
                answer);
    }

    @Override
    public WireLinks.Links links() {
        return api.ask("api/v1/links", HttpRequest.Builder::GET, WireLinks.Links.class);
    }

    @Override
    public ChangeSignal changes(ImmutableSet<String> hexNames) {
        return ServerSignal.of(api, hexNames);
    }

    @Override
    public WireExplanation explain(Node node, Optional<UUID> uuid) {
        String query =
                "?domain=" + node.domain() + uuid.map(known -> "&uuid=" + known).orElse("");
        return api.ask(
                "api/v1/nodes/" + node.id() + "/explain" + query, HttpRequest.Builder::GET, WireExplanation.class);
    }

    @Override
    public WireImages.Images images() {
        return api.ask("api/v1/images", HttpRequest.Builder::GET, WireImages.Images.class);
    }

    @Override
    public WireLinks.Prune prune(PruneRequest request) {
        ObjectNode body = ApiClient.JSON.createObjectNode().put("dryRun", request.dryRun());
        request.only().ifPresent(addresses -> {
            ArrayNode names = body.putArray("only");
            addresses.forEach(address -> names.add(address.hex()));
        });
        return post("api/v1/prune", body, WireLinks.Prune.class);
    }

    @Override
    public WireNodes.States show(NodeSelection nodes) {
        String domain = domain(nodes).map(testbed -> "domain=" + testbed).orElse("");
        if (!(nodes instanceof NodeSelection.Nodes named)) {
            return get(domain);
        }
        List<WireNodes.State> states = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        for (List<Node> some : Iterables.partition(named.nodes(), MOST_NAMES_IN_A_LINE)) {
            String names = Joiner.on(',').join(Iterables.transform(some, Node::id));
            WireNodes.States part = get(domain + "&ns=" + URLEncoder.encode(names, UTF_8));
            states.addAll(part.nodes());
            Optional.ofNullable(part.staleSince()).ifPresent(stale::add);
        }
        return new WireNodes.States(
                ImmutableList.copyOf(states),
                stale.stream().min(Comparator.naturalOrder()).orElse(null));
    }

    @Override
    public WireRefresh refreshInventory(Optional<Domain> only) {
        String query = only.map(domain -> "?domain=" + domain).orElse("");
        return api.ask(
                "api/v1/inventory/refresh" + query, http -> http.POST(BodyPublishers.noBody()), WireRefresh.class);
    }

    private WireNodes.States get(String query) {
        return api.ask("api/v1/nodes?" + query, HttpRequest.Builder::GET, WireNodes.States.class);
    }

    /** The domain that all of the nodes are in. Where there are several, each name tells its own. */
    private static Optional<Domain> domain(NodeSelection nodes) {
        if (nodes instanceof NodeSelection.WholeDomain whole) {
            return Optional.of(whole.domain());
        }
        ImmutableSet<Domain> domains =
                ((NodeSelection.Nodes) nodes).nodes().stream().map(Node::domain).collect(toImmutableSet());
        return domains.size() == 1 ? domains.stream().findFirst() : Optional.empty();
    }
}
