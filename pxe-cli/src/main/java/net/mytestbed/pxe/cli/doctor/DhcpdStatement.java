package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;

/**
 * A statement of dhcpd.conf.
 *
 * @param words what stands before its semicolon or brace; strings without their quotes
 * @param block the statements between its braces; none where it ends in a semicolon
 */
record DhcpdStatement(ImmutableList<String> words, ImmutableList<DhcpdStatement> block) {
    DhcpdStatement {
        requireNonNull(words, "words");
        requireNonNull(block, "block");
    }

    /** Whether it begins with this word. */
    boolean is(String keyword) {
        return !words.isEmpty() && words.get(0).equalsIgnoreCase(keyword);
    }

    /** A word of it, counted from 0; empty where it has not so many. */
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
