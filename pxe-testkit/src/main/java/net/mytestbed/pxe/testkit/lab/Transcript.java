package net.mytestbed.pxe.testkit.lab;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a process or a serial line has printed so far. Threads may wait until it has printed something. */
final class Transcript {
    /** How firmware moves the cursor and sets colours on a serial line. */
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?=]*[A-Za-z]|\u001bc|\r");

    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    synchronized void append(String more) {
        text.append(more);
        notifyAll();
    }

    /** Nothing more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** All of it, without what only moves the cursor. */
    synchronized String text() {
        return ESCAPES.matcher(text).replaceAll("");
    }

    /** @return whether the end came before the time was over */
    boolean awaitEnd(Duration longest) {
        return await(printed -> ended, longest);
    }

    /**
     * Waits until the text is as wanted.
     *
     * @return whether it became so before the time was over or the end came
     */
    synchronized boolean await(Predicate<String> wanted, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (!wanted.test(text())) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for output", e);
        }
    }
}
