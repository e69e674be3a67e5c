package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.http.RequestProblems;
import org.jspecify.annotations.Nullable;

/** What changes, as it happens. */
@Singleton
@Path("/api/v1/events")
public final class EventsResource {
    private final ChangeFeed feed;

    @Inject
    public EventsResource(ChangeFeed feed) {
        this.feed = requireNonNull(feed, "feed");
    }

    /**
     * Every change by this service from now on, or after one that was heard.
     *
     * @param domain whose nodes' changes are told; all if it is not given
     * @param after the id of the last event that was heard
     * @param last the same, as browsers send it when they connect again; it counts more, because it is the newer one
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response events(
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("after") @Nullable String after,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last) {
        RequestProblems problems = new RequestProblems();
        Optional<Domain> testbed = problems.attempt(domain, Domain::of);
        Optional<EventId> heard = Optional.ofNullable(last)
                .or(() -> Optional.ofNullable(after))
                .flatMap(id -> problems.attempt(() -> EventId.of(id)));
        problems.throwIfAny();
        EventStream stream = new EventStream(feed, heard.orElseGet(feed::now), testbed);
        feed.listen(stream);
        return answer().entity(stream.output()).build();
    }

    /** Only the headers, which Jersey would else take from a stream that has no end. */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response head() {
        return answer().build();
    }

    private static Response.ResponseBuilder answer() {
        return Response.ok()
                .type(MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // nginx would hold events back until a buffer is full.
                .header("X-Accel-Buffering", "no");
    }
}
