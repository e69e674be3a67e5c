package net.mytestbed.pxe.inventory.http;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long an inventory may take.
 *
 * @param connect until a connection stands
 * @param answer from a call to the end of its answer, the making of the connection included
 * @param request for all calls of one lookup together
 * @param pause how long an inventory is left alone after it failed several times in a row; what is asked of it meanwhile fails at
 *     once
 */
public record TimeLimits(Duration connect, Duration answer, Duration request, Duration pause) {
    /** 2, 5, 10 and 5 seconds: an experimenter waits that long, and a web server in good health needs far less. */
    public static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5));

    /** @throws IllegalArgumentException if one of them is not positive */
    public TimeLimits {
        checkPositive("connect", connect);
        checkPositive("answer", answer);
        checkPositive("request", request);
        checkPositive("pause", pause);
    }

    private static void checkPositive(String name, Duration limit) {
        checkArgument(
                !limit.isNegative() && !limit.isZero(),
                "The time limit \"%s\" is %s: expected a positive time, as in PT2S.",
                name,
                limit);
    }
}
