package net.mytestbed.pxe.boot;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/**
 * Text as PXELINUX takes it apart: the first word, and from the next word on all the rest. Blanks are all characters up to the
 * space (SYSLINUX's {@code my_isspace}).
 *
 * @param word empty only if there is nothing but blanks
 * @param arguments without leading blanks, with trailing ones
 */
record Command(String word, String arguments) {
    private static final CharMatcher BLANK = CharMatcher.inRange('\0', ' ');
    private static final CharMatcher VISIBLE = BLANK.negate();

    static Command of(String text) {
        int start = VISIBLE.indexIn(text);
        if (start < 0) {
            return new Command("", "");
        }
        int end = BLANK.indexIn(text, start);
        if (end < 0) {
            return new Command(text.substring(start), "");
        }
        int rest = VISIBLE.indexIn(text, end);
        return new Command(text.substring(start, end), rest < 0 ? "" : text.substring(rest));
    }

    /** The word in lower case: keywords, unlike label names, ignore case. */
    String keyword() {
        return Ascii.toLowerCase(word);
    }
}
