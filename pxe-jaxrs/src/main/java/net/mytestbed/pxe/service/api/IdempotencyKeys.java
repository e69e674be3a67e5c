package net.mytestbed.pxe.service.api;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.base.CharMatcher;
import com.google.common.hash.HashCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * The answers to requests that carried an idempotency key, so that a caller who got no answer may ask again: the work is done once,
 * and who repeats gets the same answer. A request that was refused has changed nothing and is not remembered, so that it can be
 * repeated under its key.
 *
 * <p>Answers are kept for a day, and all of them together take {@value #MOST_BYTES} bytes at most. They do not outlive the process.
 * Safe for concurrent use: of two requests with one key at the same time the second waits for the first, and is carried out itself if
 * that one fails.
 */
public final class IdempotencyKeys {
    /** The header that carries the key. */
    static final String HEADER = "Idempotency-Key";

    static final int LONGEST = 255;

    static final long MOST_BYTES = 16 << 20;

    /** What an answer costs beside its own bytes, generously. */
    private static final int BYTES_EACH = 1_024;

    static final Duration KEPT = Duration.ofDays(1);

    private static final CharMatcher PRINTABLE = CharMatcher.inRange('!', '~');

    private final AsyncCache<Key, Answered> answers;

    /** One caller's key: what two callers happen to call the same is not the same. */
    private record Key(String who, String key) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answered(HashCode request, byte[] answer) {}

    public IdempotencyKeys() {
        this(Ticker.systemTicker());
    }

    IdempotencyKeys(Ticker ticker) {
        answers = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(MOST_BYTES)
                .weigher((Key key, Answered answered) -> BYTES_EACH + answered.answer().length)
                .expireAfterWrite(KEPT)
                .buildAsync();
    }

    /** @throws IllegalArgumentException if it is not 1 to {@value #LONGEST} printable ASCII characters without blanks */
    static String checked(String key) {
        checkArgument(
                !key.isEmpty() && key.length() <= LONGEST && PRINTABLE.matchesAllOf(key),
                "%s cannot be an idempotency key: expected 1 to %s printable ASCII characters without blanks.",
                quoted(key),
                LONGEST);
        return key;
    }

    /**
     * The answer to a request: the work's, or that of the same request before.
     *
     * @param key the caller's key, {@link #checked}
     * @param request all that makes two requests the same
     * @param work what the request asks for; if it throws, nothing is remembered
     * @throws PxeException with {@code KEY_REUSED} if the key was used for another request; and whatever the work throws
     */
    byte[] once(Requester requester, String key, HashCode request, Supplier<byte[]> work) {
        requireNonNull(request, "request");
        Key whole = new Key(requester.who(), key);
        while (true) {
            CompletableFuture<Answered> ours = new CompletableFuture<>();
            CompletableFuture<Answered> first = answers.asMap().putIfAbsent(whole, ours);
            if (first == null) {
                return carriedOut(ours, request, work);
            }
            Optional<Answered> answered = joined(first);
            if (answered.isPresent()) {
                return repeated(key, request, answered.get());
            }
            // It failed, and so changed nothing: the next of those who waited is the first. It may be there a moment
            // longer.
            answers.asMap().remove(whole, first);
        }
    }

    private static byte[] carriedOut(CompletableFuture<Answered> ours, HashCode request, Supplier<byte[]> work) {
        try {
            byte[] answer = work.get();
            ours.complete(new Answered(request, answer));
            return answer;
        } finally {
            // Only where the work has thrown: a future that is cancelled leaves the cache.
            ours.cancel(false);
        }
    }

    private static byte[] repeated(String key, HashCode request, Answered answered) {
        if (!answered.request().equals(request)) {
            throw new PxeException(Problem.of(
                    ProblemCode.KEY_REUSED,
                    "The idempotency key " + quoted(key)
                            + " was used for another request: give each request a key of its own."));
        }
        return answered.answer();
    }

    /** Nothing where its work has thrown. */
    private static Optional<Answered> joined(CompletableFuture<Answered> first) {
        try {
            return Optional.of(first.join());
        } catch (CompletionException | CancellationException failed) {
            return Optional.empty();
        }
    }
}
