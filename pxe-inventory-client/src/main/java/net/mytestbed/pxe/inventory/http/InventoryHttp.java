package net.mytestbed.pxe.inventory.http;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.xml.stream.XMLStreamException;
import net.mytestbed.pxe.problem.PxeException;

/** Calls one inventory service and reads its answers as XML, within limits. */
final class InventoryHttp {
    /** The most bytes of one answer: 10,000 nodes take about two million. */
    static final int LARGEST_ANSWER = 16 << 20;

    private final URI inventory;
    private final TimeLimits limits;
    private final HttpClient http;

    /** @throws IllegalArgumentException if this is not the URL of an HTTP service */
    InventoryHttp(URI inventory, TimeLimits limits) {
        checkArgument(
                ("http".equals(inventory.getScheme()) || "https".equals(inventory.getScheme()))
                        && inventory.getHost() != null
                        && inventory.getRawQuery() == null
                        && inventory.getRawFragment() == null,
                "%s is not the URL of an inventory: expected one such as http://inventory:5054/inventory.",
                quoted(inventory.toString()));
        this.inventory = URI.create(CharMatcher.is('/').trimTrailingFrom(inventory.toString()));
        this.limits = requireNonNull(limits, "limits");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(limits.connect())
                .build();
    }

    InventoryCall call(String name, ImmutableMap<String, String> parameters) {
        return InventoryCall.of(inventory, name, parameters);
    }

    /**
     * Makes a call.
     *
     * @return the root of the answer
     * @throws PxeException with an {@code INVENTORY_*} problem if there is no XML in time
     */
    XmlElement get(InventoryCall call) {
        HttpResponse<byte[]> response = send(call);
        if (response.statusCode() != 200) {
            throw call.nonsense("status " + response.statusCode() + " with " + beginning(response.body()));
        }
        try {
            return XmlReader.read(response.body());
        } catch (XMLStreamException e) {
            throw call.nonsense(beginning(response.body()) + " is not XML that can be read here ("
                    + CharMatcher.whitespace().collapseFrom(String.valueOf(e.getMessage()), ' ') + ")");
        }
    }

    private HttpResponse<byte[]> send(InventoryCall call) {
        HttpRequest request = HttpRequest.newBuilder(call.uri()).GET().build();
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, head -> new LimitedBody(LARGEST_ANSWER));
        try {
            // The client's own time limit ends with the headers, and an answer can trickle after them.
            return response.get(limits.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw call.slow(limits.answer());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.slow(limits.answer());
        } catch (ExecutionException e) {
            throw failure(call, e);
        } finally {
            // Ends the connection if the answer is not there.
            response.cancel(true);
        }
    }

    private static PxeException failure(InventoryCall call, ExecutionException failed) {
        for (Throwable cause : Throwables.getCausalChain(failed)) {
            if (cause instanceof LimitedBody.TooLargeException || cause instanceof ProtocolException) {
                return call.nonsense((IOException) cause);
            }
        }
        return call.down(failed);
    }

    private static String beginning(byte[] body) {
        return body.length == 0
                ? "nothing in it"
                : quoted(new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8));
    }
}
