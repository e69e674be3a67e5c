package net.mytestbed.pxe.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import java.time.Instant;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.manager.Change;
import net.mytestbed.pxe.manager.NodeState;
import net.mytestbed.pxe.service.http.Shown;
import org.jspecify.annotations.Nullable;

/** What listeners are told, as server-sent events (HTML, section 9.2). */
public final class WireEvents {
    /** The type of an event that tells a change. */
    public static final String CHANGE = "change";

    /** The type of an event that tells that others are missing. */
    public static final String GAP = "gap";

    private WireEvents() {}

    /**
     * A change of what a node boots next, or of until when, that has happened.
     *
     * @param id after which to go on listening, to miss nothing and hear nothing twice
     * @param time when it happened
     * @param cause {@code set}, {@code clear}, {@code expire}, {@code prune}, or {@code clock} where a clock that was put forward or
     *     back moved the end of the lease
     * @param node the node; absent where a link is pruned that no lease tells the node of
     * @param domain that node's domain
     * @param before what the node booted before
     * @param after what it boots now; the same where only the lease is another one
     * @param origin who made what stands there now, a {@link NodeState.Origin} in lower case
     * @param until when the lease ends that the change gave or moved, or when the one ended that it took; absent where there is none, or one
     *     until the link is cleared
     * @param by who asked for it; of a lease that ended or was moved, who had asked for the lease
     * @param request in which request
     */
    public record ChangeEvent(
            String id,
            String time,
            String cause,
            @Nullable String node,
            @Nullable String domain,
            String address,
            String hex,
            String before,
            String after,
            String origin,
            @Nullable String until,
            String by,
            String request) {
        public ChangeEvent {
            requireNonNull(id, "id");
            requireNonNull(time, "time");
            requireNonNull(cause, "cause");
            requireNonNull(address, "address");
            requireNonNull(hex, "hex");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            requireNonNull(origin, "origin");
            requireNonNull(by, "by");
            requireNonNull(request, "request");
        }
    }

    /**
     * Changes are missing at this place: the state has to be read anew.
     *
     * @param id after which to go on listening
     * @param reason why, a sentence
     */
    public record GapEvent(String id, String reason) {
        public GapEvent {
            requireNonNull(id, "id");
            requireNonNull(reason, "reason");
        }
    }

    static ChangeEvent change(EventId id, Instant time, Change change) {
        return new ChangeEvent(
                id.toString(),
                time.toString(),
                change.cause().word(),
                change.node().map(node -> node.id().value()).orElse(null),
                change.node().map(node -> node.domain().value()).orElse(null),
                change.address().address(),
                change.address().hex(),
                Shown.image(change.before()),
                Shown.image(change.after()),
                Ascii.toLowerCase(change.origin().name()),
                change.lease().flatMap(Lease::until).map(Instant::toString).orElse(null),
                change.requester().who(),
                change.requester().requestId());
    }

    /** An event as it is sent. JSON has no line breaks here, so that it is one line of data. */
    static String event(EventId id, String type, Object data) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + new String(ApiJson.write(data), UTF_8) + "\n\n";
    }

    /** No event, but a sign of life, and the place from which to go on. */
    static String comment(EventId id, String text) {
        return ": " + text + "\nid: " + id + "\n\n";
    }
}
