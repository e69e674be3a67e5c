package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.Outcome;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequestProblems;
import net.mytestbed.pxe.service.http.RequesterHandler;
import org.jspecify.annotations.Nullable;

/** Many nodes at once: what would become of them, and what did. */
@Singleton
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
public final class PlansResource {
    private final PxeManager manager;
    private final IdempotencyKeys keys;

    @Inject
    public PlansResource(PxeManager manager, IdempotencyKeys keys) {
        this.manager = requireNonNull(manager, "manager");
        this.keys = requireNonNull(keys, "keys");
    }

    /**
     * Carries a plan out, or in a dry run only tells it.
     *
     * @param json the plan
     * @param fresh whether the inventory must be asked anew, {@code true} or {@code false}
     * @param key by which the caller may send the request again: it is carried out once, and answered alike each time
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response plan(
            byte[] json,
            @QueryParam(FreshParameter.NAME) @DefaultValue("false") String fresh,
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
            @Context ContainerRequestContext http) {
        PlanRequest request = new PlanRequestReader().read(json);
        RequestProblems problems = new RequestProblems();
        Optional<Boolean> isFresh = problems.attempt(() -> FreshParameter.isTrue(fresh));
        Optional<String> given = problems.attempt(key, IdempotencyKeys::checked);
        problems.throwIfAny();
        PxeManager asked = isFresh.orElseThrow() ? manager.fresh() : manager;
        Requester requester = RequesterHandler.requester(http);
        Supplier<WireNodes.Plan> work =
                () -> WireNodes.plan(request.action(), request.dryRun(), outcome(asked, request, requester));
        // Only what is remembered has to be there as a whole.
        Object answer = given.isPresent()
                ? keys.once(
                        requester,
                        given.get(),
                        fingerprint(json, isFresh.orElseThrow()),
                        () -> ApiJson.write(work.get()))
                : work.get();
        return Response.ok(answer).build();
    }

    private static HashCode fingerprint(byte[] json, boolean isFresh) {
        return Hashing.sha256().newHasher().putBoolean(isFresh).putBytes(json).hash();
    }

    private static Outcome outcome(PxeManager manager, PlanRequest request, Requester requester) {
        return switch (request.action()) {
            case SET -> {
                SetRequest wanted = new SetRequest(
                        request.nodes(), request.image(), Optional.empty(), request.lifetime(), requester);
                yield request.dryRun() ? manager.planSet(wanted) : manager.set(wanted);
            }
            case CLEAR ->
                request.dryRun() ? manager.planClear(request.nodes()) : manager.clear(request.nodes(), requester);
        };
    }
}
