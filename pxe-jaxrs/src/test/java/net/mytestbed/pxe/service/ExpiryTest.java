package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases end by themselves while the service runs. */
class ExpiryTest {
    private static final String SET = "/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    private static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion::run);
    }

    @Test
    void aLeaseThatEndsTakesItsLinkAway() {
        service.get(SET);
        service.setClockTo(Duration.ofMinutes(10));
        eventually(() -> assertThat(service.tree()).node("10.18.1.2").hasNoLink());
        assertThat(service.get("/api/v1/nodes/node1-2.sb8.orbit-lab.org").body())
                .contains("\"origin\":\"none\"");
    }

    @Test
    void aLeaseOfTheRequestsOwnLengthEndsAfterIt() {
        service.postJson(
                "/api/v1/plans",
                "{\"action\":\"set\",\"domain\":\"sb8.orbit-lab.org\",\"nodes\":[\"node1-1\"],\"lifetime\":\"PT2M\"}");
        service.get(SET);
        service.setClockTo(Duration.ofMinutes(2));
        eventually(() -> assertThat(service.tree()).node("10.18.1.1").hasNoLink());
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aLeaseThatEndedWhileNoServiceRanEndsAtTheNextStart() throws IOException {
        service.get(SET);
        service.stop();
        service.setClockTo(Duration.ofHours(1));
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
        service.start();
        eventually(() -> assertThat(service.tree()).node("10.18.1.2").hasNoLink());
    }

    @Test
    void aFailureIsToldOnceAndOvercome() throws IOException {
        try (LoggedEvents told = LoggedEvents.of(LeaseExpiry.class.getName())) {
            service.get(SET);
            MoreFiles.deleteRecursively(service.tree().stateDir(), RecursiveDeleteOption.ALLOW_INSECURE);
            Files.writeString(service.tree().stateDir(), "in the way");
            eventually(() -> assertThat(told.lines()).isNotEmpty());
            TreeSnapshot before = service.tree().snapshot();
            await().during(Duration.ofMillis(2_500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> told.lines().size() == 1);
            assertThat(service.tree()).isUnchangedSince(before);

            Files.delete(service.tree().stateDir());
            service.get(SET);
            service.setClockTo(Duration.ofMinutes(10));
            eventually(() -> assertThat(service.tree()).node("10.18.1.2").hasNoLink());
            // The line comes after the link has gone.
            eventually(() -> assertThat(told.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("expiry-fails code=directory-"),
                            line -> assertThat(line).startsWith("expiry-works-again")));
        }
    }
}
