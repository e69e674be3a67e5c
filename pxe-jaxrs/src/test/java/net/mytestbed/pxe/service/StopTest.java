package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that is stopped finishes what it has begun, and begins nothing more. */
class StopTest {
    private static final String SET_ALL = "/pxe/setBootImageAll?domain=grid.orbit-lab.org";
    private static final String GET = "/pxe/getBootImage?node=node1-2.sb8.orbit-lab.org";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final GatedInventory inventory = new GatedInventory(SampleTestbeds.all());

    @RegisterExtension
    final ServiceExtension service =
            new ServiceExtension((running, assembly) -> PxeAssembly.of(running.pxe(), inventory, running.clock()));

    @Test
    void aRequestAtWorkIsFinishedAndANewOneIsSentAway() {
        try (Conversation begun = Conversation.with(service.uri()).get(SET_ALL)) {
            await().atMost(LONGEST).until(() -> inventory.waiting() == 1);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(service::stop);
            await().atMost(LONGEST).until(() -> service.get("/health/live").statusCode() == 503);

            try (Conversation late = Conversation.with(service.uri()).get(GET)) {
                assertThat(late.answer())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("\r\nRetry-After: 2\r\n", "<response status=\"ERROR\">", "overloaded");
            }
            assertThat(stop).isNotDone();

            inventory.open();
            assertThat(begun.answer()).startsWith("HTTP/1.1 200 ").contains("node20-20");
            stop.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
        }
        assertThat(service.tree()).node("10.10.1.1").boots("orbit-2.0.0");
        assertThat(service.tree()).node("10.10.20.20").boots("orbit-2.0.0");
    }

    @Test
    void anIdleConnectionDoesNotDelayTheStop() {
        inventory.open();
        try (Conversation idle = Conversation.with(service.uri()).get(GET);
                Conversation silent = Conversation.with(service.uri())) {
            assertThat(idle.answer()).startsWith("HTTP/1.1 200 ");
            long begin = System.nanoTime();
            service.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            assertThat(idle.isClosed()).isTrue();
            assertThat(silent.isClosed()).isTrue();
        }
    }
}
