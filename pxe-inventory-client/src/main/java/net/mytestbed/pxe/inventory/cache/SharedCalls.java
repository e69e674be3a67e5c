package net.mytestbed.pxe.inventory.cache;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Answers that are remembered for a while, and questions that are asked once for everybody who has them at the same time. A failure
 * is told to all of those, and not remembered.
 */
final class SharedCalls<K, V> {
    private final AsyncCache<K, Attempt<V>> answers;

    /** What came of a call. */
    private record Attempt<V>(Optional<V> answer, Optional<PxeException> failure) {
        V answerOrThrow() {
            failure.ifPresent(thrown -> {
                throw thrown;
            });
            return answer.orElseThrow();
        }
    }

    /**
     * @param most how many answers are remembered
     * @param lasts for how long an answer serves
     */
    SharedCalls(int most, Function<V, Duration> lasts, Ticker ticker) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<K, Attempt<V>>writing(
                        (key, attempt) -> attempt.answer().map(lasts).orElse(Duration.ZERO)))
                .buildAsync();
    }

    /** What is remembered of this. */
    Optional<V> get(K key) {
        return Optional.ofNullable(answers.synchronous().asMap().get(key)).flatMap(Attempt::answer);
    }

    void put(K key, V answer) {
        answers.synchronous().put(key, new Attempt<>(Optional.of(answer), Optional.empty()));
    }

    /**
     * Answers to all of this, remembered or asked for.
     *
     * @param question asks for what is neither remembered nor being asked for, on this thread; it has to answer to all of it
     * @throws PxeException that of the question, whoever asked it
     */
    ImmutableMap<K, V> getAll(ImmutableSet<K> keys, Function<ImmutableSet<K>, ? extends Map<K, V>> question) {
        CompletableFuture<Map<K, Attempt<V>>> all = answers.getAll(
                keys,
                (missing, executor) ->
                        CompletableFuture.completedFuture(attempt(ImmutableSet.copyOf(missing), question)));
        return ImmutableMap.copyOf(Maps.transformValues(joined(all), Attempt::answerOrThrow));
    }

    private static <K, V> Map<K, Attempt<V>> attempt(
            ImmutableSet<K> keys, Function<ImmutableSet<K>, ? extends Map<K, V>> question) {
        try {
            return Maps.transformValues(
                    question.apply(keys), answer -> new Attempt<>(Optional.of(answer), Optional.empty()));
        } catch (PxeException failure) {
            Attempt<V> failed = new Attempt<>(Optional.empty(), Optional.of(failure));
            return keys.stream().collect(toImmutableMap(key -> key, key -> failed));
        }
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(requireNonNull(e.getCause(), "cause"));
            throw e;
        }
    }

    void forget(Iterable<K> keys) {
        answers.synchronous().invalidateAll(keys);
    }

    void forgetAll() {
        answers.synchronous().invalidateAll();
    }
}
