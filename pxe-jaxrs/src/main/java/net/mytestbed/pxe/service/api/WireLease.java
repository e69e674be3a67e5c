package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import net.mytestbed.pxe.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A lease on the wire. Times are UTC in ISO 8601.
 *
 * @param until when it ends; absent: when it is cleared
 * @param since when it was asked for
 * @param by who asked
 * @param request in which request
 */
public record WireLease(@Nullable String until, String since, String by, String request) {
    public WireLease {
        requireNonNull(since, "since");
        requireNonNull(by, "by");
        requireNonNull(request, "request");
    }

    static WireLease of(Lease lease) {
        return new WireLease(
                lease.until().map(Instant::toString).orElse(null),
                lease.since().toString(),
                lease.requester().who(),
                lease.requester().requestId());
    }
}
