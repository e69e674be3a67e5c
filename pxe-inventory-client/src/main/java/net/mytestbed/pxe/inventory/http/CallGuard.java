package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a second attempt where a connection broke, and none at all for a while where an inventory failed several times in a row: a
 * dead inventory then costs a request microseconds and not seconds. After the pause one call tries it again.
 *
 * <p>Only what fails to bring an answer counts as a failure: no connection, a broken one, no answer in time. Nonsense is an answer.
 */
final class CallGuard {
    /** So many failures in a row; a server that restarts makes one or two. */
    static final int FAILURES = 3;

    private static final Duration BEFORE_SECOND_ATTEMPT = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(CallGuard.class);

    private final URI inventory;
    private final Duration answerLimit;
    private final CircuitBreaker<Object> breaker;

    /** Where the connection breaks before the answer begins, the JDK's client itself makes the second attempt. */
    private final RetryPolicy<Object> secondAttempt = RetryPolicy.builder()
            .handle(InventoryHttp.BrokenAnswerException.class)
            .withMaxRetries(1)
            .withDelay(BEFORE_SECOND_ATTEMPT)
            .build();

    private volatile Optional<Problem> lastFailure = Optional.empty();

    CallGuard(URI inventory, TimeLimits limits) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.answerLimit = limits.answer();
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES)
                .withSuccessThreshold(1)
                .withDelay(limits.pause())
                .onOpen(event -> log.warn(
                        "inventory-left-alone inventory={} for={} reason={}",
                        inventory,
                        limits.pause(),
                        lastFailure.map(Problem::sentence).orElse("")))
                .onClose(event -> log.info("inventory-answers-again inventory={}", inventory))
                .build();
    }

    /** Whether the inventory failed so often that one call should come back before others follow. */
    boolean isInDoubt() {
        return !breaker.isClosed();
    }

    /**
     * The result of an attempt, or of the second one.
     *
     * @param attempt throws an IOException where it brings no answer
     * @throws PxeException that of the attempt, or {@code INVENTORY_DOWN} or {@code INVENTORY_SLOW}
     * @throws CancellationException if the thread is interrupted, which says nothing of the inventory
     */
    <T> T make(InventoryCall call, CheckedSupplier<T> attempt) {
        if (!breaker.tryAcquirePermit()) {
            throw leftAlone();
        }
        try {
            T result = Failsafe.with(secondAttempt).get(attempt);
            breaker.recordSuccess();
            return result;
        } catch (PxeException nonsense) {
            breaker.recordSuccess();
            throw nonsense;
        } catch (FailsafeException e) {
            if (e.getCause() instanceof IOException noAnswer) {
                throw failed(failure(call, noAnswer));
            }
            throw abandoned(e);
        }
    }

    private PxeException failure(InventoryCall call, IOException noAnswer) {
        return noAnswer instanceof HttpTimeoutException && !(noAnswer instanceof HttpConnectTimeoutException)
                ? call.slow(answerLimit)
                : call.down(noAnswer);
    }

    private PxeException failed(PxeException failure) {
        lastFailure = Optional.of(failure.problems().get(0));
        breaker.recordFailure();
        return failure;
    }

    private CancellationException abandoned(FailsafeException interrupted) {
        if (isInDoubt()) {
            // This was the call that tries again. Its permit has to be given back, and the inventory did not answer.
            breaker.recordFailure();
        }
        Thread.currentThread().interrupt();
        CancellationException abandoned = new CancellationException();
        abandoned.initCause(interrupted);
        return abandoned;
    }

    private PxeException leftAlone() {
        return new PxeException(Problem.of(
                lastFailure.map(Problem::code).orElse(ProblemCode.INVENTORY_DOWN),
                "The inventory at " + inventory + " failed " + FAILURES
                        + " times in a row and is left alone for another "
                        + breaker.getRemainingDelay().toMillis() + " ms. The last time: "
                        + lastFailure.map(Problem::sentence).orElse("")));
    }
}
