package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.Streams;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What the service says of itself ({@code GET /health/ready}).
 *
 * @param url where it was asked
 * @param state what it says
 * @param sentence why it is not ready, or why it cannot be asked
 * @param date what its clock said, to the second
 */
record ServiceAnswer(URI url, State state, String sentence, Optional<Instant> date) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LARGEST = 64 << 10;

    enum State {
        /** Links can be made. */
        READY,
        /** It says why links cannot be made. */
        NOT_READY,
        /** No answer. */
        SILENT,
        /** An answer that cannot be trusted. */
        UNHEARD,
        /** Something else answers there. */
        ANOTHER
    }

    ServiceAnswer {
        requireNonNull(url, "url");
        requireNonNull(state, "state");
        requireNonNull(sentence, "sentence");
        requireNonNull(date, "date");
    }

    /** @param service its base URL */
    static ServiceAnswer from(URI service) {
        URI url = service.resolve("/health/ready");
        try {
            return HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofInputStream())
                    .thenApply(answer -> read(url, answer))
                    // From the connection to the last byte; a request's own limit ends with the head of its answer.
                    .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            Throwable cause = requireNonNullElse(failed.getCause(), failed);
            return new ServiceAnswer(
                    url,
                    cause instanceof SSLException ? State.UNHEARD : State.SILENT,
                    sentence(cause),
                    Optional.empty());
        }
    }

    /** Java's own words for these say nothing to an operator. */
    private static String sentence(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "no one accepts a connection there.";
        }
        return failure instanceof TimeoutException
                ? "it takes longer than " + LONGEST.toSeconds() + " s."
                : failure + ".";
    }

    private static ServiceAnswer read(URI url, HttpResponse<InputStream> answer) {
        Optional<Instant> date = answer.headers().firstValue("Date").flatMap(ServiceAnswer::date);
        try (InputStream body = answer.body()) {
            JsonNode health = JSON.readTree(ByteStreams.limit(body, LARGEST).readAllBytes());
            if (health.path("status").asText().equals("up")) {
                return new ServiceAnswer(url, State.READY, "", date);
            }
            if (health.path("status").asText().equals("down")) {
                return new ServiceAnswer(
                        url,
                        State.NOT_READY,
                        Streams.stream(health.path("reasons"))
                                .map(JsonNode::asText)
                                .collect(joining(" ")),
                        date);
            }
        } catch (JsonProcessingException notOurs) {
            // told below
        } catch (IOException e) {
            return new ServiceAnswer(url, State.SILENT, e.toString(), date);
        }
        return new ServiceAnswer(url, State.ANOTHER, "It answers with status " + answer.statusCode() + ".", date);
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
