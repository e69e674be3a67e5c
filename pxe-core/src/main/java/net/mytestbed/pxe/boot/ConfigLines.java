package net.mytestbed.pxe.boot;

import java.util.function.ObjIntConsumer;

/** A configuration's lines as PXELINUX reads them: {@code fgets} with room for 4,096 bytes. */
final class ConfigLines {
    /** The longest line that is read in one piece, in bytes. */
    static final int LONGEST = 4095;

    private ConfigLines() {}

    /**
     * Gives each line with its number, counted from 1. A longer line comes in several pieces, each of which PXELINUX takes for a
     * line of its own; the rest of a piece after a NUL is lost, as C's strings end there.
     */
    static void forEach(String text, Findings findings, ObjIntConsumer<String> reader) {
        int number = 1;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            reportLength(length(text, start, end), number, findings);
            boolean isCutAtNul = false;
            for (int piece = start; piece < end; piece += LONGEST) {
                String line = text.substring(piece, Math.min(end, piece + LONGEST));
                int nul = line.indexOf('\0');
                isCutAtNul |= nul >= 0;
                reader.accept(nul < 0 ? line : line.substring(0, nul), number);
            }
            if (isCutAtNul) {
                findings.add(
                        Finding.Kind.NUL_BYTE,
                        number,
                        "There is a NUL byte in the line; PXELINUX ignores what follows it. Remove it, or put a text file here"
                                + " if this one is not.");
            }
            start = end;
            number++;
        }
    }

    /** The line's length without its end. */
    private static int length(String text, int start, int end) {
        int last = end;
        if (last > start && text.charAt(last - 1) == '\n') {
            last--;
        }
        if (last > start && text.charAt(last - 1) == '\r') {
            last--;
        }
        return last - start;
    }

    private static void reportLength(int length, int number, Findings findings) {
        if (length > LONGEST) {
            findings.add(
                    Finding.Kind.LINE_TOO_LONG,
                    number,
                    "The line has " + length + " characters; PXELINUX cuts it after " + LONGEST
                            + " and reads the rest as a line of its own, even a comment's. Shorten it.");
        }
    }
}
