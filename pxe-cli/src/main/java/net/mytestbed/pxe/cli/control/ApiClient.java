package net.mytestbed.pxe.cli.control;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Ascii;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.jspecify.annotations.Nullable;

/** One service, asked over HTTP; what it refuses is turned back into the problems that it had. */
final class ApiClient {
    /** A newer service may tell more than is known here. */
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    /** Longer than the service itself waits for an inventory. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    /** Of what is refused where an answer without an end was expected. */
    private static final int LONGEST_REFUSAL = 1 << 20;

    /** Gateways answer these when the service behind them is down, the service itself when it is overloaded. */
    private static final ImmutableSet<Integer> TRY_LATER = ImmutableSet.of(502, 503, 504);

    private final URI server;
    private final Credentials credentials;
    private final HttpClient http;

    /** As RFC 9457 has it, of which only this is read. */
    record Refusal(List<Entry> errors) {
        Refusal {
            requireNonNull(errors, "errors");
        }
    }

    record Entry(String code, @Nullable String node, String detail) {
        Entry {
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }
    }

    ApiClient(URI server, Credentials credentials) {
        String scheme = Ascii.toLowerCase(requireNonNullElse(server.getScheme(), ""));
        checkArgument(
                (scheme.equals("http") || scheme.equals("https"))
                        && server.getHost() != null
                        && server.getRawQuery() == null
                        && server.getRawFragment() == null,
                "%s is not the URL of a server: expected one as http://127.0.0.1:5054.",
                quoted(server.toString()));
        this.server = URI.create(server.toString().endsWith("/") ? server.toString() : server + "/");
        this.credentials = requireNonNull(credentials, "credentials");
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT);
        credentials.trust().ifPresent(client::sslContext);
        this.http = client.build();
    }

    <T> T ask(String path, UnaryOperator<HttpRequest.Builder> method, Class<T> type) {
        HttpResponse<String> answer = send(
                path,
                http -> method.apply(http.header("Accept", "application/json, application/problem+json")),
                BodyHandlers.ofString(),
                ", or leave --server out to work on the directory itself");
        if (answer.statusCode() != 200) {
            throw failure(answer.statusCode(), answer.body());
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JsonProcessingException e) {
            throw strange(answer.statusCode());
        }
    }

    /** The body of an answer that may have no end. */
    InputStream open(String path, UnaryOperator<HttpRequest.Builder> method) {
        HttpResponse<InputStream> answer = send(path, method, BodyHandlers.ofInputStream(), "");
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            throw failure(answer.statusCode(), new String(body.readNBytes(LONGEST_REFUSAL), UTF_8));
        } catch (IOException e) {
            throw unreachable(e, "");
        }
    }

    /** @param otherwise what else helps where the server cannot be reached, the end of a sentence; may be empty */
    private <T> HttpResponse<T> send(
            String path, UnaryOperator<HttpRequest.Builder> method, BodyHandler<T> body, String otherwise) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(LONGEST_ANSWER);
        credentials.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            return http.send(method.apply(request).build(), body);
        } catch (SSLException e) {
            throw ServerException.unreachable("The server at " + server + " cannot be trusted: "
                    + requireNonNullElse(e.getMessage(), e.toString())
                    + ". Name its certificate, or the one that it is signed by, as a PEM file by --trust or in PXE_TRUST; see"
                    + " whether the host is called as in the certificate, and whether it speaks TLS there at all.");
        } catch (IOException e) {
            throw unreachable(e, otherwise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerException.unreachable("Interrupted while the server at " + server + " was asked.");
        }
    }

    private ServerException unreachable(IOException failure, String otherwise) {
        return ServerException.unreachable("The server at " + server + " cannot be reached: " + reason(failure)
                + ". See whether pxe serve runs there" + otherwise + ".");
    }

    private static String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection within " + LONGEST_CONNECT.toSeconds() + " s";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no answer within " + LONGEST_ANSWER.toSeconds() + " s";
        }
        if (Throwables.getRootCause(failure) instanceof UnresolvedAddressException) {
            return "there is no such host";
        }
        return failure instanceof ConnectException
                ? "connection refused"
                : requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private RuntimeException failure(int status, String body) {
        Refusal refusal;
        try {
            refusal = JSON.readValue(body, Refusal.class);
        } catch (JsonProcessingException e) {
            return strange(status);
        }
        if (refusal.errors().isEmpty()) {
            return strange(status);
        }
        ImmutableList<Problem> problems = refusal.errors().stream()
                .flatMap(entry -> problem(entry).stream())
                .collect(toImmutableList());
        if (problems.size() == refusal.errors().size()) {
            return new PxeException(problems);
        }
        String sentence =
                "The server at " + server + ": " + refusal.errors().get(0).detail();
        return TRY_LATER.contains(status) ? ServerException.unreachable(sentence) : ServerException.failed(sentence);
    }

    /** Empty for what only HTTP knows, such as an unknown path. */
    private Optional<Problem> problem(Entry entry) {
        return ProblemCode.named(entry.code())
                .map(code -> new Problem(code, Optional.ofNullable(entry.node()), entry.detail() + advice(code)));
    }

    /** What the service cannot tell, for it does not know who asks it by what means. */
    private String advice(ProblemCode code) {
        if (code == ProblemCode.UNAUTHENTICATED) {
            return credentials.token().isEmpty()
                    ? " Name the file with your token by --token-file or in PXE_TOKEN_FILE."
                    : " See whether the right file was named by --token-file or in PXE_TOKEN_FILE.";
        }
        return code == ProblemCode.FORBIDDEN
                ? " Who runs the service at " + server
                        + " grants it: rights and domains of a token in its file of tokens,"
                        + " networks in its section http."
                : "";
    }

    private ServerException strange(int status) {
        String sentence = "The server at " + server + " answered status " + status
                + " and not as an aggregate manager answers; see whether the URL is right.";
        return TRY_LATER.contains(status) ? ServerException.unreachable(sentence) : ServerException.failed(sentence);
    }
}
