package net.mytestbed.pxe.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real HTTP server says at the service's address. */
class ServiceCheckTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ImmutableList<Ailment> answering(int status, String body) {
        server.createContext("/health/ready", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ServiceCheck(Optional.of(() -> ServiceAnswer.from(url))).look();
    }

    @Test
    void aServiceThatIsReadyIsGood() {
        assertThat(answering(200, "{\"status\":\"up\",\"reasons\":[]}")).isEmpty();
    }

    @Test
    void oneThatIsNotSaysWhy() {
        assertThat(answering(503, "{\"status\":\"down\",\"reasons\":[\"One.\",\"Two.\"]}"))
                .extracting(Ailment::what)
                .containsExactly("The service is not ready: One. Two.");
    }

    @Test
    void anotherProgramIsNotTakenForIt() {
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
