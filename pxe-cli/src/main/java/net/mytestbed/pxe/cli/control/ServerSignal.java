package net.mytestbed.pxe.cli.control;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.api.WireEvents;

/** By the events of a service. */
final class ServerSignal implements ChangeSignal, ServerEvents.Listener {
    /** What others change in the directory beside the service, it does not tell; and it may have no place for a listener. */
    private static final Duration LONGEST_WITHOUT_A_LOOK = Duration.ofSeconds(10);

    private final ImmutableSet<String> hexNames;
    private final ServerEvents events;
    private final Duration longestWithoutALook;
    private final Semaphore changed = new Semaphore(0);

    private ServerSignal(ApiClient api, ImmutableSet<String> hexNames, Duration longestWithoutALook) {
        this.hexNames = requireNonNull(hexNames, "hexNames");
        this.longestWithoutALook = requireNonNull(longestWithoutALook, "longestWithoutALook");
        this.events = new ServerEvents(api, Optional.empty());
    }

    /** @param hexNames the hexadecimal names of the nodes */
    static ServerSignal of(ApiClient api, ImmutableSet<String> hexNames) {
        return of(api, hexNames, LONGEST_WITHOUT_A_LOOK);
    }

    static ServerSignal of(ApiClient api, ImmutableSet<String> hexNames, Duration longestWithoutALook) {
        ServerSignal signal = new ServerSignal(api, hexNames, longestWithoutALook);
        Thread thread = new Thread(signal::listen, "events");
        thread.setDaemon(true);
        thread.start();
        return signal;
    }

    private void listen() {
        try {
            events.listen(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ServerException | PxeException notHeard) {
            // Too many listen already, or the service does not let this one: a look now and then does as well.
        }
    }

    @Override
    public void await(Duration longest) throws InterruptedException {
        Duration atMost = Comparators.min(longest, longestWithoutALook);
        if (changed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            changed.drainPermits();
        }
    }

    /** What was looked at before may have changed meanwhile. */
    @Override
    public void begins() {
        changed.release();
    }

    @Override
    public boolean heard(String type, JsonNode data) {
        if (!type.equals(WireEvents.CHANGE)
                || hexNames.contains(data.path("hex").asText())) {
            changed.release();
        }
        return true;
    }

    /** Whoever looks finds that, too. */
    @Override
    public void lost(String why) {
        changed.release();
    }

    @Override
    public void back() {
        changed.release();
    }

    @Override
    public void close() {
        events.close();
    }
}
