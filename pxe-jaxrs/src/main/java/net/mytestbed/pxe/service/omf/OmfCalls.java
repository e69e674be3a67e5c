package net.mytestbed.pxe.service.omf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.NodeStates;
import net.mytestbed.pxe.manager.Outcome;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.http.RequesterHandler;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.model.Resource;

/** Serves the calls of {@link OmfCall} and the description of them, over one manager. */
public final class OmfCalls {
    private final PxeManager manager;

    public OmfCalls(PxeManager manager) {
        this.manager = requireNonNull(manager, "manager");
    }

    /** The resources to register, one for each path. */
    public ImmutableList<Resource> resources() {
        ImmutableList.Builder<Resource> resources = ImmutableList.builder();
        resources.add(description("/", OmfDescription.groups()));
        resources.add(description("/" + OmfDescription.GROUP, OmfDescription.calls()));
        for (OmfCall call : OmfCall.values()) {
            Resource.Builder resource = Resource.builder("/" + OmfDescription.GROUP + "/" + call.wireName());
            for (String method : List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST)) {
                resource.addMethod(method).handledBy(handler(request -> answer(call, request)));
            }
            resources.add(resource.build());
        }
        return resources.build();
    }

    private static Resource description(String path, byte[] xml) {
        Resource.Builder resource = Resource.builder(path);
        for (String method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            resource.addMethod(method).handledBy(handler(request -> ok(xml)));
        }
        return resource.build();
    }

    /** A class, because Jersey cannot see what a lambda takes. */
    private static Inflector<ContainerRequestContext, Response> handler(
            Function<ContainerRequestContext, Response> answer) {
        return new Inflector<>() {
            @Override
            public Response apply(ContainerRequestContext request) {
                return answer.apply(request);
            }
        };
    }

    private Response answer(OmfCall call, ContainerRequestContext http) {
        OmfRequest request = new OmfRequestReader(call, OmfParameters.read(query(http), form(http))).read();
        PxeManager asked = request.fresh() ? manager.fresh() : manager;
        boolean dry = http.getMethod().equals(HttpMethod.HEAD);
        if (call.action() != OmfAction.SET) {
            request.address().ifPresent(address -> checkAddress(asked, request.nodes(), address));
        }
        byte[] xml = switch (call.action()) {
            case GET -> shown(asked.show(request.nodes()));
            case SET -> changed(OmfAction.SET, set(asked, request, RequesterHandler.requester(http), dry));
            case CLEAR -> changed(OmfAction.CLEAR, clear(asked, request, RequesterHandler.requester(http), dry));
        };
        return ok(xml);
    }

    private static byte[] shown(NodeStates states) {
        return OmfAnswer.ok(
                OmfAction.GET,
                states.nodes().stream().map(OmfNode::of).collect(ImmutableList.toImmutableList()),
                states.staleSince());
    }

    private static byte[] changed(OmfAction action, Outcome outcome) {
        return OmfAnswer.ok(
                action,
                outcome.changes().stream().map(OmfNode::of).collect(ImmutableList.toImmutableList()),
                outcome.staleSince());
    }

    private static Outcome set(PxeManager asked, OmfRequest request, Requester requester, boolean dry) {
        SetRequest wanted =
                new SetRequest(request.nodes(), request.image(), request.address(), Optional.empty(), requester);
        return dry ? refused(asked.planSet(wanted)) : asked.set(wanted);
    }

    private static Outcome clear(PxeManager asked, OmfRequest request, Requester requester, boolean dry) {
        return dry ? refused(asked.planClear(request.nodes())) : asked.clear(request.nodes(), requester);
    }

    /** What a set checks by itself. */
    private static void checkAddress(PxeManager asked, NodeSelection nodes, HexIp expected) {
        ImmutableList<Problem> problems = asked.show(nodes).nodes().stream()
                .filter(state -> !state.address().equals(expected))
                .map(state -> Problem.ofNode(
                        ProblemCode.ADDRESS_MISMATCH,
                        state.node().id().value(),
                        "Node " + state.node() + ": the request says its address is " + expected.address()
                                + ", the inventory " + state.address().address() + "; leave the address out."))
                .collect(ImmutableList.toImmutableList());
        throwIfAny(problems);
    }

    /** A plan with a refusal in it fails as the request itself would. */
    private static Outcome refused(Outcome plan) {
        ImmutableList<Problem> problems = plan.changes().stream()
                .filter(change -> change.change() instanceof LinkChange.Refuse)
                .map(change -> Problem.ofNode(
                        ProblemCode.NOT_A_LINK,
                        change.node().id().value(),
                        ((LinkChange.Refuse) change.change()).reason()))
                .collect(ImmutableList.toImmutableList());
        throwIfAny(problems);
        return plan;
    }

    private static void throwIfAny(ImmutableList<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }

    private static Response ok(byte[] xml) {
        return Response.ok(xml, Xml.MEDIA_TYPE).build();
    }

    private static String query(ContainerRequestContext http) {
        return Strings.nullToEmpty(http.getUriInfo().getRequestUri().getRawQuery());
    }

    private static String form(ContainerRequestContext http) {
        if (!http.getMethod().equals(HttpMethod.POST) || !http.hasEntity()) {
            return "";
        }
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(http.getMediaType())) {
            throw new NotSupportedException();
        }
        try {
            return new String(http.getEntityStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
