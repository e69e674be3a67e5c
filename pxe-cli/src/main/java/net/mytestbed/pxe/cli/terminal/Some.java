package net.mytestbed.pxe.cli.terminal;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/** Many things in one sentence. */
public final class Some {
    private static final int NAMED = 3;

    private Some() {}

    /** How many they are: {@code 1 node}, {@code 3 nodes}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The first of them, and how many others there are: {@code a, b, c and 9 more}. */
    public static String of(Collection<?> things) {
        String named = things.stream().limit(NAMED).map(Object::toString).collect(joining(", "));
        return things.size() <= NAMED ? named : named + " and " + (things.size() - NAMED) + " more";
    }
}
