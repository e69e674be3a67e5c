package net.mytestbed.pxe.lease;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;

/**
 * Who asked for a change, and in which request: kept with the lease and in the log.
 *
 * @param who the caller's address or name, for example {@code 10.18.0.9} or {@code root@console}
 * @param requestId what tells this request from all others
 */
public record Requester(String who, String requestId) {
    private static final int LONGEST = 128;
    private static final CharMatcher ALLOWED = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("._:@%+-"));

    /** @throws IllegalArgumentException if one of them is empty, too long, or has characters that a record could not hold */
    public Requester {
        check(who);
        check(requestId);
    }

    private static void check(String value) {
        checkArgument(
                !value.isEmpty() && value.length() <= LONGEST && ALLOWED.matchesAllOf(value),
                "A requester is 1 to %s letters, digits and ._:@%%+- characters.",
                LONGEST);
    }

    /** The requester with every character that a record cannot hold replaced by {@code _}, and cut to what it can. */
    public static Requester sanitized(String who, String requestId) {
        return new Requester(sanitized(who), sanitized(requestId));
    }

    private static String sanitized(String value) {
        String allowed = ALLOWED.negate().replaceFrom(value, '_');
        return allowed.isEmpty() ? "_" : allowed.substring(0, Math.min(LONGEST, allowed.length()));
    }
}
