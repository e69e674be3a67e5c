package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.CheckedConfig;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.http.RequestProblems;

/** The boot configurations that nodes can be sent to. */
@Singleton
@Path("/api/v1/images")
@Produces(MediaType.APPLICATION_JSON)
public final class ImagesResource {
    private final BootDirectory directory;

    @Inject
    public ImagesResource(BootDirectory directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /** All of them, read and checked now. */
    @GET
    public Response images() {
        return Response.ok(WireImages.images(CheckedConfig.all(directory))).build();
    }

    /**
     * One of them.
     *
     * @param name its file name
     */
    @GET
    @Path("{name}")
    public Response image(@PathParam("name") String name) {
        RequestProblems problems = new RequestProblems();
        BootConfigName image = problems.attempt(() -> BootConfigName.of(name)).orElse(BootConfigName.DEFAULT);
        problems.throwIfAny();
        if (!directory.configurations().contains(image)) {
            throw new PxeException(Problem.of(
                    ProblemCode.UNKNOWN_IMAGE,
                    "There is no boot configuration " + image + ": GET /api/v1/images names those that there are."));
        }
        return Response.ok(WireImages.image(CheckedConfig.of(image, directory))).build();
    }
}
