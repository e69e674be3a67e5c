package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import java.time.Duration;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.service.config.DurationText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long links stand: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, plain seconds, ISO 8601, {@code none}. */
final class LifetimeConverter implements ITypeConverter<Lifetime> {
    @Override
    public Lifetime convert(String text) {
        if (Ascii.equalsIgnoreCase(text, "none")) {
            return Lifetime.UNTIL_CLEARED;
        }
        Duration duration;
        try {
            duration = DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    quoted(text)
                            + " is not a lifetime: expected one as 90s, 10m, 1h30m, 2d, 600 (seconds), PT10M, or none for until cleared");
        }
        try {
            return Lifetime.of(duration);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
