package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose end two servers may see in different places, on connections of their own. */
class SmuggledRequestsTest {
    private static final String SET = "/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    static Stream<String> requests() {
        return HostileValues.smuggled(SET).stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theyAreRefusedAndWhatFollowsIsNotCarriedOut(String request) {
        TreeSnapshot before = service.tree().snapshot();
        String answer =
                service.raw(request + "GET " + SET + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(" 200 OK", " 500 ");
        assertThat(answer.split("HTTP/1\\.1 ", -1))
                .as("one answer, then the end")
                .hasSize(2);
        assertThat(answer).containsPattern("^HTTP/1.1 (4[0-9][0-9]|501|505) ").contains("<response status=\"ERROR\">");
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @Test
    void twoSoundRequestsOnOneConnectionAreTwo() {
        String one = "GET " + SET + " HTTP/1.1\r\nHost: localhost\r\n";
        String answer = service.raw(one + "\r\n" + one + "Connection: close\r\n\r\n");
        assertThat(answer.split("HTTP/1\\.1 200 OK", -1)).hasSize(3);
    }
}
