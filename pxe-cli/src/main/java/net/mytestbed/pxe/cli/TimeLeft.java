package net.mytestbed.pxe.cli;

import java.time.Duration;
import java.time.Instant;

/** How long a link still stands, as a person says it: in the two largest units, rounded to whole seconds. */
final class TimeLeft {
    private TimeLeft() {}

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
