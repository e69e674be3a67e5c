package net.mytestbed.pxe.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import org.glassfish.jersey.server.ChunkedOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one listener what happens, until it goes away, the service stops, or its time is over. */
final class EventStream implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final ChangeFeed feed;
    private final Optional<Domain> domain;

    /** Holds one piece only, so that writing waits until the client has read what came before. */
    private final ChunkedOutput<byte[]> output =
            ChunkedOutput.<byte[]>builder(byte[].class).queueCapacity(1).build();

    private EventId place;

    /** @param domain whose changes are sent; empty: all of them */
    EventStream(ChangeFeed feed, EventId after, Optional<Domain> domain) {
        this.feed = requireNonNull(feed, "feed");
        this.place = requireNonNull(after, "after");
        this.domain = requireNonNull(domain, "domain");
    }

    /** Where it writes. */
    ChunkedOutput<byte[]> output() {
        return output;
    }

    @Override
    public void run() {
        try (output) {
            listen(System.nanoTime() + feed.bounds().longest().toNanos());
        } catch (IOException gone) {
            log.debug("listener-gone reason={}", gone.toString());
        } catch (InterruptedException stop) {
            log.debug("listener-ended reason=stop");
        }
    }

    private void listen(long end) throws IOException, InterruptedException {
        // At once, so that the client knows that it is heard, and from which place.
        send(WireEvents.comment(place, "changes from here on"));
        long lastSent = System.nanoTime();
        while (feed.isOpen() && System.nanoTime() < end) {
            Optional<ChangeFeed.More> more = feed.after(place, untilHeartbeat(lastSent));
            String text = more.map(this::text).orElse("");
            place = more.map(ChangeFeed.More::last).orElse(place);
            if (text.isEmpty() && untilHeartbeat(lastSent).isNegative()) {
                text = WireEvents.comment(place, "nothing more for now");
            }
            if (!text.isEmpty()) {
                send(text);
                lastSent = System.nanoTime();
            }
        }
    }

    /** Changes of other domains are none, however many there are: who hears nothing must hear that. */
    private Duration untilHeartbeat(long lastSent) {
        return feed.bounds().heartbeat().minusNanos(System.nanoTime() - lastSent);
    }

    private String text(ChangeFeed.More more) {
        if (more.gap()) {
            return WireEvents.event(
                    more.last(),
                    WireEvents.GAP,
                    new WireEvents.GapEvent(
                            more.last().toString(),
                            more.last().run().equals(place.run())
                                    ? "The changes after " + place + " are forgotten: read the state anew."
                                    : "The service was started anew after " + place + ": read the state anew."));
        }
        StringBuilder text = new StringBuilder();
        more.told().stream()
                .filter(told -> domain.isEmpty() || told.domain().equals(domain))
                .forEach(told -> text.append(told.event().get()));
        return text.toString();
    }

    private void send(String text) throws IOException {
        output.write(text.getBytes(UTF_8));
    }
}
