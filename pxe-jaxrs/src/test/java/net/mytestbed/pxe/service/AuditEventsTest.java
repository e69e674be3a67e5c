package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged of changes: who made a node boot what, until when, and what came of it. */
class AuditEventsTest {
    private static final String SET = "setBootImage?node=node1-2.sb8.orbit-lab.org";
    private static final String NODE1_2 = "node=node1-2.sb8.orbit-lab.org address=10.18.1.2 hex=0A120102 ";

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    private LoggedEvents log;

    @BeforeEach
    void listen() {
        log = LoggedEvents.of("net.mytestbed.pxe.audit");
    }

    @AfterEach
    void hangUp() {
        log.close();
    }

    private String awaitLine(int number) {
        await().atMost(Duration.ofSeconds(60)).until(() -> log.lines().size() >= number);
        return log.lines().get(number - 1);
    }

    @Test
    void aNodeThatKeepsItsLinkIsToldOnce() {
        service.pxe(SET);
        service.pxe(SET);

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("set by=127.0.0.1 request=")
                .endsWith(" " + NODE1_2 + "from=default to=orbit-2.0.0 until=2016-01-24T23:47:18Z");
    }

    @Test
    void theEndOfALinkIsToldInTheNameOfWhoSetIt() {
        service.pxe(SET);
        service.setClockTo(Duration.ofMinutes(10));

        assertThat(awaitLine(2))
                .startsWith("expire by=127.0.0.1 request=")
                .endsWith(" " + NODE1_2 + "from=orbit-2.0.0 to=default");
    }

    @Test
    void anEndThatLeavesTheOperatorsLinkIsToldAsOne() throws IOException {
        service.pxe(SET);
        Path link = service.tree().cfgDir().resolve("0A120102");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("orbit-3.1"));
        service.setClockTo(Duration.ofMinutes(10));

        assertThat(awaitLine(2)).endsWith(" " + NODE1_2 + "from=orbit-2.0.0 to=the-operators-link");
    }
}
