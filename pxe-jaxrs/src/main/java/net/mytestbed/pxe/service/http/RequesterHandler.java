package net.mytestbed.pxe.service.http;

import com.google.common.base.CharMatcher;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import net.mytestbed.pxe.lease.Requester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Notes who asks, and by which id the request is known to caller, log and lease: the caller's own {@value #HEADER} where it is sane,
 * else a new one. The answer carries it.
 */
public final class RequesterHandler extends Handler.Wrapper {
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = Requester.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:@+-]{1,64}");
    private static final Requester UNKNOWN = new Requester("unknown", "unknown");

    RequesterHandler(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Requester requester = Requester.sanitized(
                CharMatcher.anyOf("[]").removeFrom(Request.getRemoteAddr(request)),
                Optional.ofNullable(request.getHeaders().get(HEADER))
                        .filter(id -> SANE.matcher(id).matches())
                        .orElseGet(() -> UUID.randomUUID().toString()));
        request.setAttribute(ATTRIBUTE, requester);
        response.getHeaders().put(HEADER, requester.requestId());
        return super.handle(request, response, callback);
    }

    /** Who sent this request. */
    public static Requester requester(ContainerRequestContext request) {
        return request.getProperty(ATTRIBUTE) instanceof Requester requester ? requester : UNKNOWN;
    }
}
