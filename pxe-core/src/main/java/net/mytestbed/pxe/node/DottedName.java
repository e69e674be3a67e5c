package net.mytestbed.pxe.node;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import java.util.regex.Pattern;

/** The shape that names of nodes and domains share: labels of letters, digits, {@code _} and {@code -}, joined by dots. */
final class DottedName {
    /** RFC 1035: a name has at most 253 characters, a label at most 63. The underscore is OMF's. */
    private static final int LONGEST = 253;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_][a-z0-9_-]{0,62})*");

    private DottedName() {}

    /** The name in lower case; {@code what} says what it names, for the message. */
    static String checked(String what, String name) {
        String lower = Ascii.toLowerCase(name);
        // Not checkArgument, which would quote every good name too: about a tenth of the samples of a large request.
        if (name.length() > LONGEST || !SHAPE.matcher(lower).matches()) {
            throw new IllegalArgumentException(quoted(name) + " is not the name of a " + what
                    + ": expected letters, digits, '_' and '-' in labels joined by dots, " + LONGEST
                    + " characters at most.");
        }
        return lower;
    }
}
