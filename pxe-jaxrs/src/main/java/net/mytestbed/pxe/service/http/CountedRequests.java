package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a listener of every request. */
final class CountedRequests extends Handler.Wrapper {
    private static final String CALL = CountedRequests.class.getName();
    private static final String NO_CALL = "none";

    private final RequestListener listener;

    CountedRequests(Handler inner, RequestListener listener) {
        super(inner);
        this.listener = requireNonNull(listener, "listener");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long begin = System.nanoTime();
        listener.began();
        Request.addCompletionListener(
                request,
                unused -> listener.answered(new Answered(
                        request.getAttribute(CALL) instanceof String call ? call : NO_CALL,
                        request.getMethod(),
                        response.getStatus(),
                        Duration.ofNanos(System.nanoTime() - begin),
                        "text/event-stream".equals(response.getHeaders().get(HttpHeader.CONTENT_TYPE)))));
        return super.handle(request, response, callback);
    }

    /** Notes which resource a request reached. */
    static final class Names implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(CALL, MatchedPath.of(request));
        }
    }
}
