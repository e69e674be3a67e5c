package net.mytestbed.pxe.service.api;

import com.google.common.io.Resources;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The description of this API for programs, in OpenAPI 3.1. */
@Singleton
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final byte[] document;

    public OpenApiResource() {
        try {
            document = Resources.toByteArray(Resources.getResource(OpenApiResource.class, "openapi.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("The description of the API cannot be read.", e);
        }
    }

    /** The document. */
    @GET
    public Response document() {
        return Response.ok(document).build();
    }
}
