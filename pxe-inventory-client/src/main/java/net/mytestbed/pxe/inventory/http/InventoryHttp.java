package net.mytestbed.pxe.inventory.http;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one inventory service and reads its answers as XML, within limits. */
final class InventoryHttp {
    /** The connection broke when the answer had begun. */
    static final class BrokenAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenAnswerException(IOException cause) {
            super("the connection broke in the middle of the answer", cause);
        }
    }

    /** From so many nodes on, one call for a list is cheaper than one for each. */
    static final int SEVERAL = 2;

    private static final String GZIP = "gzip";

    private static final Logger log = LoggerFactory.getLogger(InventoryHttp.class);

    private final URI inventory;
    private final TimeLimits limits;
    private final HttpClient http;
    private final CallGuard guard;
    private final ParallelCalls calls;

    /** @throws IllegalArgumentException if this is not the URL of an HTTP service */
    InventoryHttp(URI inventory, TimeLimits limits) {
        HttpInventory.requireNoPassword(inventory);
        checkArgument(
                ("http".equalsIgnoreCase(inventory.getScheme()) || "https".equalsIgnoreCase(inventory.getScheme()))
                        && inventory.getHost() != null
                        && inventory.getRawQuery() == null
                        && inventory.getRawFragment() == null,
                "%s is not the URL of an inventory: expected one such as http://inventory:5054/inventory.",
                quoted(inventory.toString()));
        this.inventory = URI.create(CharMatcher.is('/').trimTrailingFrom(inventory.toString()));
        this.limits = requireNonNull(limits, "limits");
        this.guard = new CallGuard(this.inventory, limits);
        this.calls = new ParallelCalls(this.inventory, limits.request(), guard::isInDoubt);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(limits.connect())
                .build();
    }

    /** A call about one node. */
    InventoryCall call(String name, ImmutableMap<String, String> parameters) {
        return InventoryCall.of(inventory, name, parameters, InventoryCall.SMALL);
    }

    /** A call for a list. */
    InventoryCall listCall(String name, ImmutableMap<String, String> parameters) {
        return InventoryCall.of(inventory, name, parameters, InventoryCall.LARGE);
    }

    boolean isInDoubt() {
        return guard.isInDoubt();
    }

    /** Begins a request, to which any number of calls can belong. */
    ParallelCalls.Request begin() {
        return calls.begin();
    }

    /**
     * Makes a call that may end in an error: OMF and ORBIT answer errors with status 200 and an {@code <ERROR>} in the body.
     *
     * @return the root of the answer; nothing if it is an error
     * @throws PxeException as {@link #get}, and with {@code INVENTORY_DOWN} if the error speaks of the inventory's database: that
     *     says nothing of what was asked for, which may well be there
     */
    Optional<XmlElement> find(InventoryCall call) {
        XmlElement root = get(call);
        Optional<XmlElement> error = root.find("ERROR");
        if (error.isPresent() && Ascii.toLowerCase(error.get().text()).contains("database")) {
            throw call.withoutDatabase(quoted(error.get().text()));
        }
        return error.isPresent() ? Optional.empty() : Optional.of(root);
    }

    /** The root of whatever XML comes, be it an error; nothing where the answer makes no sense, as to a call of another dialect. */
    Optional<XmlElement> root(InventoryCall call) {
        try {
            return Optional.of(get(call));
        } catch (PxeException e) {
            throwUnlessNonsense(e);
            log.debug("inventory-dialect-not-spoken inventory={} reason={}", inventory, e.getMessage());
            return Optional.empty();
        }
    }

    /** What a call brings that can be done without: nothing where the inventory makes nonsense of it, or has no such call. */
    <T> Optional<T> orNothing(Supplier<Optional<T>> call) {
        try {
            return call.get();
        } catch (PxeException e) {
            throwUnlessNonsense(e);
            log.info("inventory-call-useless inventory={} reason={}", inventory, e.getMessage());
            return Optional.empty();
        }
    }

    private static void throwUnlessNonsense(PxeException failure) {
        if (failure.problems().get(0).code() != ProblemCode.INVENTORY_NONSENSE) {
            throw failure;
        }
    }

    /**
     * Makes a call. Where the connection breaks there is a second attempt, never a third; an answer is taken as it is.
     *
     * @return the root of the answer
     * @throws PxeException with an {@code INVENTORY_*} problem if there is no XML in time
     */
    private XmlElement get(InventoryCall call) {
        Stopwatch running = Stopwatch.createStarted();
        HttpResponse<byte[]> response = guard.make(call, () -> send(call, running));
        byte[] body = unpacked(call, response);
        if (response.statusCode() != 200) {
            throw call.nonsense("status " + response.statusCode() + " with " + beginning(body));
        }
        try {
            return XmlReader.read(body);
        } catch (XMLStreamException e) {
            throw call.nonsense(beginning(body) + " is not XML that can be read here ("
                    + CharMatcher.whitespace().collapseFrom(String.valueOf(e.getMessage()), ' ') + ")");
        }
    }

    /**
     * One attempt.
     *
     * @throws BrokenAnswerException if the connection breaks in the middle of the answer
     * @throws HttpTimeoutException if the answer does not come in time
     * @throws IOException if none comes for another reason
     */
    private HttpResponse<byte[]> send(InventoryCall call, Stopwatch running) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(call.uri())
                .header("Accept-Encoding", GZIP)
                .GET()
                .build();
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, head -> {
            begun.set(true);
            return new LimitedBody(call.largestAnswer());
        });
        try {
            // The client's own time limit ends with the headers, and an answer can trickle after them.
            Duration left = limits.answer().minus(running.elapsed());
            return response.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException e) {
            for (Throwable cause : Throwables.getCausalChain(e)) {
                if (cause instanceof LimitedBody.TooLargeException || cause instanceof ProtocolException) {
                    throw call.nonsense((IOException) cause);
                }
            }
            IOException noAnswer = e.getCause() instanceof IOException cause ? cause : new IOException(e);
            throw begun.get() ? new BrokenAnswerException(noAnswer) : noAnswer;
        } finally {
            // Ends the connection if the answer is not there.
            response.cancel(true);
        }
    }

    private static byte[] unpacked(InventoryCall call, HttpResponse<byte[]> response) {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (encoding.equalsIgnoreCase("identity")) {
            return response.body();
        }
        if (!encoding.equalsIgnoreCase(GZIP)) {
            throw call.nonsense("it is packed as " + quoted(encoding) + ", expected " + GZIP);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] body = ByteStreams.limit(in, call.largestAnswer() + 1L).readAllBytes();
            if (body.length > call.largestAnswer()) {
                throw call.nonsense(new LimitedBody.TooLargeException(call.largestAnswer()));
            }
            return body;
        } catch (IOException e) {
            throw call.nonsense("it cannot be unpacked (" + e.getMessage() + ")");
        }
    }

    private static String beginning(byte[] body) {
        return body.length == 0
                ? "nothing in it"
                : quoted(new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8));
    }
}
