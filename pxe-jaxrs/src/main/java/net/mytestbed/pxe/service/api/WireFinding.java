package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import net.mytestbed.pxe.boot.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a boot configuration found, on the wire.
 *
 * @param severity {@code error} or {@code warning}
 * @param code what kind of thing, a {@link Finding.Kind} in lower case with dashes
 * @param line the line of the file, counted from 1; absent where it is about the whole file
 * @param detail what is wrong and what to do, a sentence
 */
public record WireFinding(
        String severity, String code, @Nullable Integer line, String detail) {
    public WireFinding {
        requireNonNull(severity, "severity");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }

    static WireFinding of(Finding finding) {
        return new WireFinding(
                Ascii.toLowerCase(finding.severity().name()),
                Ascii.toLowerCase(finding.kind().name()).replace('_', '-'),
                finding.lineNumber().isPresent() ? finding.lineNumber().getAsInt() : null,
                finding.sentence());
    }
}
