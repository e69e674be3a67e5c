package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.UrlEscapers;
import java.net.URI;
import java.time.Duration;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * One call to an inventory, and what can be said when it fails.
 *
 * @param uri what is called, with its parameters
 */
record InventoryCall(URI uri) {
    InventoryCall {
        requireNonNull(uri, "uri");
    }

    /**
     * A call by its name below the inventory's URL. Names and values are escaped, so that no value can end its parameter and begin
     * another one.
     */
    static InventoryCall of(URI inventory, String name, ImmutableMap<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> escaped(parameter.getKey()) + "=" + escaped(parameter.getValue()))
                .collect(joining("&"));
        return new InventoryCall(URI.create(inventory + "/" + name + (query.isEmpty() ? "" : "?" + query)));
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
    PxeException down(Exception broken) {
        return new PxeException(
                Problem.of(
                        ProblemCode.INVENTORY_DOWN,
                        "The inventory cannot be reached for " + uri + ": " + reason(broken)
                                + ". Check that it runs, and inventory_url."),
                broken);
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

    /** The first cause: what wraps it says less, or nothing. */
    private static String reason(Throwable failure) {
        Throwable root = Throwables.getRootCause(failure);
        return requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
