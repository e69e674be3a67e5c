package net.mytestbed.pxe.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.service.api.WireLease;
import org.jspecify.annotations.Nullable;

/** How long a link still stands, as a person says it: in the two largest units, rounded to whole seconds. */
final class TimeLeft {
    private TimeLeft() {}

    /** Of a link with this lease; empty where there is none, or none that ends by itself. */
    static String of(@Nullable WireLease lease, InstantSource clock) {
        return Optional.ofNullable(lease)
                .map(WireLease::until)
                .map(end -> until(Instant.parse(end), clock.instant()))
                .orElse("");
    }

    static String until(Instant end, Instant now) {
        Duration left = Duration.between(now, end).plusMillis(500);
        if (left.toSeconds() <= 0) {
            return "ended";
        }
        if (left.toDays() > 0) {
            return left.toDays() + "d " + left.toHoursPart() + "h";
        }
        if (left.toHours() > 0) {
            return left.toHours() + "h " + left.toMinutesPart() + "m";
        }
        return left.toMinutes() > 0 ? left.toMinutes() + "m " + left.toSecondsPart() + "s" : left.toSeconds() + "s";
    }
}
