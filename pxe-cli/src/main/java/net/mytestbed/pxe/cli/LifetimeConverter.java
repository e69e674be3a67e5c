package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.lease.Lifetime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long links stand: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, plain seconds, ISO 8601, {@code none}. */
final class LifetimeConverter implements ITypeConverter<Lifetime> {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final Pattern UNITS =
            Pattern.compile("(?<days>[0-9]+d)?(?<time>([0-9]+h)?([0-9]+m)?([0-9]+s)?)", Pattern.CASE_INSENSITIVE);

    @Override
    public Lifetime convert(String text) {
        if (Ascii.equalsIgnoreCase(text, "none")) {
            return Lifetime.UNTIL_CLEARED;
        }
        try {
            return Lifetime.of(Duration.parse(iso(text)));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new TypeConversionException(
                    quoted(text)
                            + " is not a lifetime: expected one as 90s, 10m, 1h30m, 2d, 600 (seconds), PT10M, or none for until cleared");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static String iso(String text) {
        if (SECONDS.matcher(text).matches()) {
            return "PT" + text + "S";
        }
        Matcher units = UNITS.matcher(text);
        if (!units.matches()) {
            return text;
        }
        String days = units.group("days") == null ? "" : units.group("days");
        String time = units.group("time");
        return "P" + days + (time.isEmpty() ? "" : "T" + time);
    }
}
