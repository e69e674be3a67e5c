package net.mytestbed.pxe.service.http;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import net.mytestbed.pxe.problem.PxeException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A request that was not carried out, before it is written in the caller's format.
 *
 * @param status the HTTP status, 400 to 599: clients take any 2xx for success
 * @param faults everything that is wrong, at least one
 */
public record Failure(int status, ImmutableList<Fault> faults) {
    public Failure {
        checkArgument(status >= 400 && status <= 599, "%s is not the status of a failure", status);
        checkArgument(!faults.isEmpty(), "a failure needs a fault");
    }

    static Failure of(PxeException exception) {
        return new Failure(
                ProblemStatus.of(exception.problems()),
                exception.problems().stream().map(Fault::of).collect(toImmutableList()));
    }

    /** A failure that HTTP itself knows, such as an unknown path. */
    static Failure ofStatus(int status, String sentence) {
        return new Failure(status, ImmutableList.of(new Fault(code(status), Optional.empty(), sentence)));
    }

    /** A failure that HTTP itself knows and that needs no more words than these. */
    static Failure ofStatus(int status) {
        return ofStatus(status, sentence(status));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request is not a valid HTTP request.";
            case 413 -> "The body is larger than " + Limits.BODY_BYTES + " bytes.";
            case 414, 431 ->
                "The request line and headers are larger than " + Limits.HEADER_BYTES
                        + " bytes together: send the parameters as a form (POST).";
            case 415 ->
                "The body is of a type that is not read here: expected a form (application/x-www-form-urlencoded) at /pxe,"
                        + " JSON (application/json) at /api.";
            case 503 -> "The service has too many requests at once, or is stopping: try again.";
            default -> HttpStatus.getMessage(status) + ".";
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-timeout";
            case 413, 414, 431 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 503 -> "overloaded";
            default -> status < 500 || status == 505 ? "bad-request" : "internal-error";
        };
    }
}
