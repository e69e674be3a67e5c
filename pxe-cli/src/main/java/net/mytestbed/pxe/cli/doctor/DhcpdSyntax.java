package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The syntax of dhcpd.conf (dhcpd.conf(5)): words, strings, statements in braces, comments after {@code #}. */
final class DhcpdSyntax {
    private static final int DEEPEST = 64;

    private final String text;
    private int position;

    private DhcpdSyntax(String text) {
        this.text = text;
    }

    /**
     * The statements of a text. What is no string, brace, comma or semicolon is a word, so that values mean whatever their
     * statements make of them.
     *
     * @throws IOException if braces or quotes are not closed, or nested too deep
     */
    static ImmutableList<DhcpdStatement> parse(String text) throws IOException {
        return new DhcpdSyntax(text).statements(0);
    }

    private ImmutableList<DhcpdStatement> statements(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("Braces are nested deeper than " + DEEPEST + " in line " + line() + ".");
        }
        ImmutableList.Builder<DhcpdStatement> statements = ImmutableList.builder();
        List<String> words = new ArrayList<>();
        while (true) {
            skipBlanks();
            char next = position < text.length() ? text.charAt(position++) : 0;
            switch (next) {
                case 0, '}' -> {
                    if (next == 0 ? depth > 0 : depth == 0) {
                        throw new IOException("A brace has no partner, in line " + line() + ".");
                    }
                    end(words, ImmutableList.of(), statements);
                    return statements.build();
                }
                case ';' -> end(words, ImmutableList.of(), statements);
                case '{' -> end(words, statements(depth + 1), statements);
                case '"' -> words.add(string());
                case ',' -> {
                    // parts two values of one statement
                }
                default -> {
                    position--;
                    words.add(word());
                }
            }
        }
    }

    private static void end(
            List<String> words, ImmutableList<DhcpdStatement> block, ImmutableList.Builder<DhcpdStatement> statements) {
        if (!words.isEmpty() || !block.isEmpty()) {
            statements.add(new DhcpdStatement(ImmutableList.copyOf(words), block));
            words.clear();
        }
    }

    private void skipBlanks() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (c > ' ') {
                return;
            } else {
                position++;
            }
        }
    }

    private String string() throws IOException {
        StringBuilder string = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '"') {
            if (text.charAt(position) == '\\' && position + 1 < text.length()) {
                position++;
            }
            string.append(text.charAt(position++));
        }
        if (position == text.length()) {
            throw new IOException("A string is not closed, at the end of the file.");
        }
        position++;
        return string.toString();
    }

    private String word() {
        int start = position;
        while (position < text.length()
                && text.charAt(position) > ' '
                && "{};,\"#".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private long line() {
        return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }
}
