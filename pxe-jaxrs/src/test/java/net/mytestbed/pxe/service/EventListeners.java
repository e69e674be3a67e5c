package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All who listen to changes in one test. */
final class EventListeners implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final List<EventListener> listeners = new ArrayList<>();

    /** One who listens, and is heard. */
    EventListener listen(ServiceExtension service, String query) {
        return listen(service, query, "");
    }

    EventListener listen(ServiceExtension service, String query, String headers) {
        EventListener listener = EventListener.at(service.uri(), query, headers);
        listeners.add(listener);
        return listener;
    }

    /** One who asks to listen, and reads nothing. */
    void beSilent(ServiceExtension service) {
        listeners.add(EventListener.silentAt(service.uri()));
    }

    /** Waits until the service counts so many. */
    static void awaitCount(int count, ServiceExtension service) {
        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(service.get("/metrics").body()).contains("pxe_event_listeners " + count + ".0"));
    }

    @Override
    public void close() {
        listeners.forEach(EventListener::close);
    }
}
