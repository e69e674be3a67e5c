package net.mytestbed.pxe.lease;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a boot link stands.
 *
 * @param duration from one second to {@link #LONGEST}; empty: until it is cleared
 */
public record Lifetime(Optional<Duration> duration) {
    /** A year; who wants more wants {@link #UNTIL_CLEARED}. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The link stands until it is cleared. */
    public static final Lifetime UNTIL_CLEARED = new Lifetime(Optional.empty());

    /** @throws IllegalArgumentException if the duration is under a second or over {@link #LONGEST} */
    public Lifetime {
        duration.ifPresent(d -> checkArgument(
                d.compareTo(Duration.ofSeconds(1)) >= 0 && d.compareTo(LONGEST) <= 0,
                "A link cannot stand for %s: expected one second to %s days, or 0 for until it is cleared.",
                d,
                LONGEST.toDays()));
    }

    /**
     * A lifetime of this length; zero means until cleared, as in OMF's {@code linkLifetime}.
     *
     * @throws IllegalArgumentException if the duration is negative, under a second or over {@link #LONGEST}
     */
    public static Lifetime of(Duration duration) {
        return duration.isZero() ? UNTIL_CLEARED : new Lifetime(Optional.of(duration));
    }

    /** When a link that is made now ends, in whole seconds, never earlier than asked; empty: when it is cleared. */
    public Optional<Instant> endsWhenStartedAt(Instant now) {
        return duration.map(now.plusNanos(999_999_999)::plus).map(end -> end.truncatedTo(ChronoUnit.SECONDS));
    }
}
