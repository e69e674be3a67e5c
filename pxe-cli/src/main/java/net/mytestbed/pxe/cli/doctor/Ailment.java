package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Ascii;

/**
 * One thing that is wrong.
 *
 * @param severity how bad it is
 * @param what what is wrong
 * @param where the file, the process or the address it is about
 * @param why what comes of it
 * @param mend the command that mends it, or what to do where no command does
 */
public record Ailment(Severity severity, String what, String where, String why, String mend) {
    /** How bad something is. */
    public enum Severity {
        /** Nodes do not boot what they should, or links cannot be made. */
        ERROR,
        /** It works, or works for now, and is not as it should be. */
        WARNING,
        /** Worth knowing; perhaps as it is meant. */
        HINT;

        /** The word for it in answers: {@code error}. */
        @Override
        @JsonValue
        public String toString() {
            return Ascii.toLowerCase(name());
        }
    }

    public Ailment {
        requireNonNull(severity, "severity");
        requireNonNull(what, "what");
        requireNonNull(where, "where");
        requireNonNull(why, "why");
        requireNonNull(mend, "mend");
    }

    static Ailment error(String what, Object where, String why, String mend) {
        return new Ailment(Severity.ERROR, what, where.toString(), why, mend);
    }

    static Ailment warning(String what, Object where, String why, String mend) {
        return new Ailment(Severity.WARNING, what, where.toString(), why, mend);
    }

    static Ailment hint(String what, Object where, String why, String mend) {
        return new Ailment(Severity.HINT, what, where.toString(), why, mend);
    }
}
