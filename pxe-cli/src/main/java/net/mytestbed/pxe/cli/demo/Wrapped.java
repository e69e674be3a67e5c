package net.mytestbed.pxe.cli.demo;

import com.google.common.base.Splitter;

/** A long line of the story, broken at blanks. */
final class Wrapped {
    private static final int WIDTH = 100;
    private static final String BEFORE_FIRST = "   ";
    private static final String BEFORE_OTHERS = "     ";

    private Wrapped() {}

    static String lines(String text) {
        StringBuilder lines = new StringBuilder(BEFORE_FIRST);
        int column = BEFORE_FIRST.length();
        boolean isAtStart = true;
        for (String word : Splitter.on(' ').split(text)) {
            if (!isAtStart && column + 1 + word.length() > WIDTH) {
                lines.append(System.lineSeparator()).append(BEFORE_OTHERS);
                column = BEFORE_OTHERS.length();
                isAtStart = true;
            }
            lines.append(isAtStart ? "" : " ").append(word);
            column += word.length() + (isAtStart ? 0 : 1);
            isAtStart = false;
        }
        return lines.toString();
    }
}
