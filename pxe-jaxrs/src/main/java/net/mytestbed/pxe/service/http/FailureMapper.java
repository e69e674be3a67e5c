package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.problem.PxeException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Turns whatever a resource throws into an answer. What nobody foresaw is told in the log; the client gets an id to find it by. */
public final class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger log = LoggerFactory.getLogger(FailureMapper.class);

    private final ErrorFormats formats;

    /** Set by Jersey, which makes one mapper serve all requests. */
    @Inject
    private @Nullable Provider<ContainerRequestContext> requests;

    public FailureMapper(ErrorFormats formats) {
        this.formats = requireNonNull(formats, "formats");
    }

    @Override
    public Response toResponse(Throwable thrown) {
        ContainerRequestContext request = requireNonNull(requests, "requests").get();
        String path = "/" + request.getUriInfo().getPath();
        Failure failure = failure(thrown, request, path);
        ErrorFormat format = formats.at(path);
        Response.ResponseBuilder answer =
                Response.status(failure.status()).type(format.mediaType()).entity(format.write(failure, path));
        if (thrown instanceof NotAllowedException notAllowed) {
            answer.header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (failure.status() == HttpStatus.UNAUTHORIZED_401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (failure.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            answer.header(HttpHeaders.RETRY_AFTER, Limits.RETRY_AFTER.toSeconds());
        }
        return answer.build();
    }

    private static Failure failure(Throwable thrown, ContainerRequestContext request, String path) {
        if (thrown instanceof PxeException refused) {
            Failure failure = Failure.of(refused);
            logRefusal(failure, request, path);
            return failure;
        }
        if (thrown instanceof NotFoundException) {
            return Failure.ofStatus(404, "There is nothing at " + quoted(path) + ".");
        }
        if (thrown instanceof NotAllowedException) {
            return Failure.ofStatus(405, request.getMethod() + " is not possible at " + quoted(path) + ".");
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return Failure.ofStatus(web.getResponse().getStatus());
        }
        // Jetty's own, while the body is read: too large, or not arriving.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return Failure.ofStatus(http.getCode());
            }
        }
        return unforeseen(thrown, request, path);
    }

    private static Failure unforeseen(Throwable thrown, ContainerRequestContext request, String path) {
        UUID id = UUID.randomUUID();
        log.error("unforeseen id={} method={} path={}", id, request.getMethod(), quoted(path), thrown);
        return Failure.ofStatus(500, "The service failed; its log tells more under the id " + id + ".");
    }

    private static void logRefusal(Failure failure, ContainerRequestContext request, String path) {
        Requester requester = RequesterHandler.requester(request);
        log.atLevel(failure.status() < 500 ? Level.INFO : Level.WARN)
                .log(
                        "refuse method={} path={} status={} problems={} codes={} first={} by={} request={}",
                        request.getMethod().toUpperCase(Locale.ROOT),
                        quoted(path),
                        failure.status(),
                        failure.faults().size(),
                        failure.faults().stream().map(Fault::code).distinct().collect(Collectors.joining(",")),
                        quoted(failure.faults().get(0).sentence()),
                        requester.who(),
                        requester.requestId());
    }
}
