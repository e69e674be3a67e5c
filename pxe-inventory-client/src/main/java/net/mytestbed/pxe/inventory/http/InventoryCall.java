package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * One call to an inventory, and what can be said when it fails.
 *
 * @param uri what is called, with its parameters
 * @param largestAnswer the most bytes of its answer, unpacked
 */
record InventoryCall(URI uri, int largestAnswer) {
    /** For what is said of one node. */
    static final int SMALL = 64 << 10;

    /** For lists: 10,000 nodes take two to six million bytes. */
    static final int LARGE = 16 << 20;

    InventoryCall {
        requireNonNull(uri, "uri");
    }

    /**
     * A call by its name below the inventory's URL. Names and values are escaped, so that no value can end its parameter and begin
     * another one.
     */
    static InventoryCall of(URI inventory, String name, ImmutableMap<String, String> parameters, int largestAnswer) {
        String query = parameters.entrySet().stream()
                .map(parameter -> escaped(parameter.getKey()) + "=" + escaped(parameter.getValue()))
                .collect(joining("&"));
        URI uri = URI.create(inventory + "/" + name + (query.isEmpty() ? "" : "?" + query));
        return new InventoryCall(uri, largestAnswer);
    }

    private static String escaped(String text) {
        return UrlEscapers.urlFormParameterEscaper().escape(text);
    }

    /** The answer makes no sense; {@code what} says what came, without a full stop. */
    PxeException nonsense(String what) {
        return failure(
                ProblemCode.INVENTORY_NONSENSE,
                "The inventory's answer to " + uri + " makes no sense: " + what
                        + ". Check inventory_url, and look into the inventory's log.");
    }

    /** The answer makes no sense for the reason that this refusal tells. */
    PxeException nonsense(Exception refusal) {
        String sentence = requireNonNullElse(refusal.getMessage(), refusal.toString());
        return nonsense(CharMatcher.is('.').trimTrailingFrom(sentence));
    }

    /** No connection, or it broke. */
    PxeException down(IOException noAnswer) {
        return new PxeException(
                Problem.of(
                        ProblemCode.INVENTORY_DOWN,
                        "The inventory cannot be reached for " + uri + ": " + reason(noAnswer)
                                + ". Check that it runs, and inventory_url."),
                noAnswer);
    }

    /** Where there is no connection, the HTTP client's failures have no message. */
    private static String reason(IOException noAnswer) {
        if (noAnswer instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (noAnswer instanceof ConnectException) {
            return noAnswer.getCause() instanceof UnresolvedAddressException
                    ? "its host name is not known"
                    : "the connection is refused";
        }
        return requireNonNullElse(noAnswer.getMessage(), noAnswer.getClass().getSimpleName());
    }

    /** The inventory itself says that it cannot get at its data. */
    PxeException withoutDatabase(String error) {
        return failure(
                ProblemCode.INVENTORY_DOWN,
                "The inventory cannot answer " + uri + ": " + error + ". Check that its database runs.");
    }

    /** No answer in time. */
    PxeException slow(Duration limit) {
        return failure(
                ProblemCode.INVENTORY_SLOW,
                "The inventory did not answer " + uri + " within " + limit.toMillis()
                        + " ms. Check its load, or allow it more time.");
    }

    private static PxeException failure(ProblemCode code, String sentence) {
        return new PxeException(Problem.of(code, sentence));
    }
}
