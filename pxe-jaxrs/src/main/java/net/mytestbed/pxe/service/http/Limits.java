package net.mytestbed.pxe.service.http;

import java.time.Duration;

/** How much one client may ask of the service. */
public final class Limits {
    /** Request line and headers together. OMF puts whole testbeds into one GET: a request line of 1 MiB, and room for headers. */
    static final int HEADER_BYTES = (1 << 20) + (64 << 10);

    /** The body of a request: 100,000 names of 160 characters. */
    public static final int BODY_BYTES = 16 << 20;

    /** The bodies of all requests at work together, so that many large ones cannot take all memory. */
    static final int ALL_BODIES_BYTES = 4 * BODY_BYTES;

    /** How long the request line and the headers of one request may take to arrive. */
    static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    /** How long the body of one request may take to arrive. */
    static final Duration LONGEST_BODY = Duration.ofSeconds(30);

    /** Requests at work at the same time; most of them wait for an inventory. */
    public static final int REQUESTS = 100;

    /** Requests that wait for one of those places. */
    static final int WAITING_REQUESTS = 1_000;

    /** How long they wait there. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** When a client that was sent away may come again: places get free all the time. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Threads for those requests, and some more for accepting and reading them. */
    static final int THREADS = REQUESTS + 28;

    /** Threads that stay when there is nothing to do. */
    static final int IDLE_THREADS = 8;

    /** Connections at the same time; no more are accepted until some end. */
    static final int CONNECTIONS = 2_000;

    /** How long a connection may be silent. */
    static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a connection may be silent once the service stops. */
    static final Duration IDLE_AT_STOP = Duration.ofMillis(50);

    /** How long requests that are at work may take to finish when the service stops. */
    static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

    /** How long the last answers and connections may take to end after those requests. */
    static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private Limits() {}
}
