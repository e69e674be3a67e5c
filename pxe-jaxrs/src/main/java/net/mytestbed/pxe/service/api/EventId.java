package net.mytestbed.pxe.service.api;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a change among all changes: {@code 5b2f09c1d4e87a36-42}.
 *
 * @param run the run of the service that told it
 * @param number how many were told in that run up to this one
 */
record EventId(String run, long number) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})");

    EventId {
        requireNonNull(run, "run");
        checkArgument(number >= 0, "%s events", number);
    }

    /** @throws IllegalArgumentException if the text is none */
    static EventId of(String text) {
        Matcher matcher = TEXT.matcher(text);
        checkArgument(
                matcher.matches(),
                "%s is not the id of an event: expected one as this service sent it, or none.",
                quoted(text));
        return new EventId(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return run + "-" + number;
    }
}
