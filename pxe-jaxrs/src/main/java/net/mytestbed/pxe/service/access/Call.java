package net.mytestbed.pxe.service.access;

import com.google.common.collect.ImmutableSet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import net.mytestbed.pxe.service.http.MatchedPath;

/**
 * What kind of call a request is, by the resource it reached and its method.
 *
 * @param open whether it tells nothing of nodes, so that everyone may have it
 * @param legacy whether it is one of OMF's calls, which change things by GET and know no tokens
 * @param needs the right it needs
 */
record Call(boolean open, boolean legacy, Right needs) {
    private static final ImmutableSet<String> OPEN = ImmutableSet.of("/", "/pxe", "/openapi.json");
    private static final ImmutableSet<String> OF_ALL = ImmutableSet.of("/api/v1/prune", "/api/v1/inventory/refresh");
    private static final ImmutableSet<String> SAFE =
            ImmutableSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A path that is not known here needs what its method needs, so that a new one is not open by mistake. */
    static Call of(ContainerRequestContext request) {
        String path = MatchedPath.of(request);
        String method = request.getMethod();
        if (path.startsWith("/pxe/")) {
            // HEAD never changes anything.
            boolean tells = path.startsWith("/pxe/get") || method.equals(HttpMethod.HEAD);
            return new Call(false, true, tells ? Right.READ : Right.SET);
        }
        boolean open = OPEN.contains(path) || path.startsWith("/health/");
        Right changing = OF_ALL.contains(path) ? Right.ALL : Right.SET;
        return new Call(open, false, SAFE.contains(method) ? Right.READ : changing);
    }

    /** Whether it tells changes of one domain, by its parameter, or else of all. */
    static boolean listens(ContainerRequestContext request) {
        return MatchedPath.of(request).equals("/api/v1/events");
    }

    boolean changes() {
        return needs != Right.READ;
    }
}
