package net.mytestbed.pxe.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Optional;
import net.mytestbed.pxe.cli.StubServer;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.Test;

/** What a real HTTP server says at the service's address. */
class ServiceCheckTest {
    private static ImmutableList<Ailment> answering(int status, String body) throws IOException {
        try (StubServer server = new StubServer("/health/ready", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        })) {
            return new ServiceCheck(Optional.of(() -> ServiceAnswer.from(server.uri()))).look();
        }
    }

    @Test
    void aServiceThatIsReadyIsGood() throws IOException {
        assertThat(answering(200, "{\"status\":\"up\",\"reasons\":[]}")).isEmpty();
    }

    @Test
    void oneThatIsNotSaysWhy() throws IOException {
        assertThat(answering(503, "{\"status\":\"down\",\"reasons\":[\"One.\",\"Two.\"]}"))
                .extracting(Ailment::what)
                .containsExactly("The service is not ready: One. Two.");
    }

    @Test
    void anotherProgramIsNotTakenForIt() throws IOException {
        assertThat(answering(200, "<html>it works</html>"))
                .extracting(Ailment::what)
                .containsExactly("Another program answers at the service's address. It answers with status 200.");
    }

    @Test
    void whereOnlyTheServiceKnowsItsPortItIsNotAsked() {
        assertThat(new ServiceCheck(Optional.empty()).look())
                .extracting(Ailment::severity)
                .containsExactly(Severity.HINT);
    }
}
