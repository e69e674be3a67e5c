package net.mytestbed.pxe.service.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ExtendedUriInfo;

/**
 * The path of the resource that a request reached, with the names of its variables: {@code /api/v1/nodes/{node}}. Other than what the
 * client wrote it has one spelling only.
 */
public final class MatchedPath {
    private static final Pattern EXPRESSION = Pattern.compile("\\{ *([^:} ]+)[^}]*}");

    private MatchedPath() {}

    /** Of a request that was matched. */
    public static String of(ContainerRequestContext request) {
        StringBuilder path = new StringBuilder();
        if (request.getUriInfo() instanceof ExtendedUriInfo matched) {
            // The outermost comes last.
            matched.getMatchedTemplates().forEach(template -> path.insert(0, template.getTemplate()));
        }
        return EXPRESSION.matcher(path).replaceAll("{$1}").replace("//", "/");
    }
}
