package net.mytestbed.pxe.service.http;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many connections and requests there may be, and how long each may take to arrive.
 *
 * @param connections connections at the same time; no more are accepted until some end
 * @param atWork requests at work at the same time
 * @param waiting requests that wait for one of those places
 * @param longestWait how long they wait there
 * @param head how long a request may take from the first byte of its line to the end of its headers, however busy it keeps its
 *     connection
 * @param body how long its body may take, from when it is first read
 * @param last how long requests that are at work may take to finish when the server stops
 */
record Bounds(
        int connections, int atWork, int waiting, Duration longestWait, Duration head, Duration body, Duration last) {
    static final Bounds ORDINARY = new Bounds(
            Limits.CONNECTIONS,
            Limits.REQUESTS,
            Limits.WAITING_REQUESTS,
            Limits.LONGEST_WAIT,
            Limits.LONGEST_HEAD,
            Limits.LONGEST_BODY,
            Limits.LAST_REQUESTS);

    Bounds {
        checkArgument(connections > 0, "%s connections", connections);
        checkArgument(atWork > 0, "%s requests at work", atWork);
        checkArgument(waiting >= 0, "%s requests waiting", waiting);
        requireNonNull(longestWait, "longestWait");
        requireNonNull(head, "head");
        requireNonNull(body, "body");
        requireNonNull(last, "last");
    }
}
