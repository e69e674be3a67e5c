package net.mytestbed.pxe.service.config;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Strings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How operators write a length of time: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, plain seconds, ISO 8601. */
public final class DurationText {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final Pattern UNITS =
            Pattern.compile("(?<days>[0-9]+d)?(?<time>([0-9]+h)?([0-9]+m)?([0-9]+s)?)", Pattern.CASE_INSENSITIVE);

    private DurationText() {}

    /** @throws IllegalArgumentException if it is no length of time, or a negative one */
    public static Duration parse(String text) {
        try {
            Duration duration = Duration.parse(iso(text));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return quoted(text) + " is not a length of time: expected one as 90s, 10m, 1h30m, 2d, 600 (seconds) or PT10M.";
    }

    private static String iso(String text) {
        if (SECONDS.matcher(text).matches()) {
            return "PT" + text + "S";
        }
        Matcher units = UNITS.matcher(text);
        if (!units.matches()) {
            return text;
        }
        String days = Strings.nullToEmpty(units.group("days"));
        String time = Strings.nullToEmpty(units.group("time"));
        return "P" + days + (time.isEmpty() ? "" : "T" + time);
    }
}
