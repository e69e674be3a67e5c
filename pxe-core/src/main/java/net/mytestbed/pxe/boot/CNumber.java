package net.mytestbed.pxe.boot;

/**
 * A number as C's {@code atoi} and {@code strtoul} read it, with which PXELINUX reads numbers: digits as far as they go, 0 where
 * there are none.
 *
 * @param value what was read
 * @param isWhole whether the word is a number and nothing else
 */
record CNumber(long value, boolean isWhole) {
    /** Larger than any number in a configuration, small enough never to overflow. */
    private static final long CEILING = 1L << 40;

    /** Reads the first word as {@code atoi} does. */
    static CNumber decimal(String text) {
        String word = Command.of(text).word();
        return digits(word, sign(word), 10, word.startsWith("-"));
    }

    /** Reads the first word as {@code strtoul} does with base 0: {@code 0x} means hexadecimal, a leading 0 octal. */
    static CNumber anyBase(String text) {
        String word = Command.of(text).word();
        int start = sign(word);
        boolean isNegative = word.startsWith("-");
        if (word.regionMatches(true, start, "0x", 0, 2) && start + 2 < word.length()) {
            return digits(word, start + 2, 16, isNegative);
        }
        return digits(word, start, word.startsWith("0", start) ? 8 : 10, isNegative);
    }

    private static int sign(String word) {
        return word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    }

    private static CNumber digits(String word, int start, int base, boolean isNegative) {
        long value = 0;
        int index = start;
        while (index < word.length() && digit(word.charAt(index), base) >= 0) {
            value = Math.min(CEILING, value * base + digit(word.charAt(index), base));
            index++;
        }
        return new CNumber(isNegative ? -value : value, index > start && index == word.length());
    }

    private static int digit(char character, int base) {
        return character < 128 ? Character.digit(character, base) : -1;
    }
}
