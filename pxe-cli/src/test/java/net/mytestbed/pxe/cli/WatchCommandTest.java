package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.mytestbed.pxe.cli.RunningCommand.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.mytestbed.pxe.service.PxeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** watch prints every change of a running service. */
class WatchCommandTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";

    @TempDir
    private Path directory;

    private static void awaitListener(URI server) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest metrics = HttpRequest.newBuilder(server.resolve("/metrics")).build();
        eventually(() ->
                assertThat(http.send(metrics, BodyHandlers.ofString()).body()).contains("pxe_event_listeners 1.0"));
    }

    @Test
    void eachChangeIsALine() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER);
                RunningCommand watch = RunningCommand.start(testbed.shell(), "watch")) {
            awaitListener(testbed.uri());

            testbed.shell().pxe("set", NODE, "--lifetime", "10m");
            testbed.shell().pxe("clear", NODE);

            eventually(() -> assertThat(watch.lines())
                    .containsExactly(
                            "2016-01-24T23:37:18Z  " + NODE
                                    + "  default -> orbit-2.0.0  set by 127.0.0.1 until 2016-01-24T23:47:18Z",
                            "2016-01-24T23:37:18Z  " + NODE + "  orbit-2.0.0 -> default  clear by 127.0.0.1"));
            assertThat(watch.complaints()).isEmpty();
        }
    }

    @Test
    void aDomainIsWatchedAloneAndForProgramsInJson() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER);
                RunningCommand watch =
                        RunningCommand.start(testbed.shell(), "watch", "-o", "json", "-d", "sb8.orbit-lab.org")) {
            awaitListener(testbed.uri());

            testbed.shell().pxe("set", "node1-1.grid.orbit-lab.org");
            testbed.shell().pxe("set", NODE);

            eventually(() -> assertThat(watch.lines())
                    .singleElement()
                    .asString()
                    .startsWith("{\"event\":\"change\",\"id\":\"")
                    .contains("\"cause\":\"set\",\"node\":\"" + NODE + "\"")
                    .endsWith("}"));
        }
    }

    @Test
    void aBrokenConnectionIsMadeAnewFromThePlaceWhereItBroke() throws IOException {
        List<String> places = new CopyOnWriteArrayList<>();
        try (StubServer server = new StubServer("/api/v1/events", exchange -> {
                    places.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
                    exchange.sendResponseHeaders(200, 0);
                    String event = "id: r-" + places.size() + "\nevent: change\ndata: {\"node\": \"n" + places.size()
                            + "\"}\n\ndata: half";
                    exchange.getResponseBody().write(event.getBytes(UTF_8));
                    exchange.close();
                });
                RunningCommand watch = RunningCommand.start(
                        Shell.piped(), "watch", "--server", server.uri().toString())) {
            eventually(() -> assertThat(watch.lines()).hasSizeGreaterThanOrEqualTo(2));

            assertThat(places.subList(0, 2)).isEqualTo(ImmutableList.of("null", "r-1"));
            assertThat(watch.lines().get(0)).contains("n1");
            assertThat(watch.lines().get(1)).contains("n2");
        }
    }

    @Test
    void theEndThatIsToComeIsToldAndNoOther() throws IOException {
        try (StubServer server = new StubServer("/api/v1/events", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (String cause : List.of("set", "clock", "expire")) {
                        String event = "event: change\ndata: {\"cause\": \"" + cause
                                + "\", \"until\": \"2016-01-24T23:47:18Z\", \"by\": \"ec\"}\n\n";
                        exchange.getResponseBody().write(event.getBytes(UTF_8));
                    }
                    exchange.close();
                });
                RunningCommand watch = RunningCommand.start(
                        Shell.piped(), "watch", "--server", server.uri().toString())) {
            eventually(() -> assertThat(watch.lines()).hasSizeGreaterThanOrEqualTo(3));

            assertThat(watch.lines().get(0)).endsWith("set by ec until 2016-01-24T23:47:18Z");
            assertThat(watch.lines().get(1)).endsWith("clock by ec until 2016-01-24T23:47:18Z");
            assertThat(watch.lines().get(2)).endsWith("expire by ec");
        }
    }

    @Test
    void aServiceThatStaysAwayIsComplainedOfOnce() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (StubServer server = new StubServer("/api/v1/events", exchange -> {
                    boolean isAway = connections.incrementAndGet() > 1;
                    exchange.sendResponseHeaders(isAway ? 503 : 200, -1);
                    exchange.close();
                });
                RunningCommand watch = RunningCommand.start(
                        Shell.piped(), "watch", "--server", server.uri().toString())) {
            await().atMost(RunningCommand.LONGEST).until(() -> connections.get() == 4);

            assertThat(watch.complaints()).singleElement().asString().contains("Trying again");
        }
    }

    @Test
    void aServiceThatIsStartedAnewIsWatchedAgainAndWhatWasMissedIsSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            Files.writeString(
                    testbed.config(), Files.readString(testbed.config()).replace("port: 0", "port: " + port));
            PxeService first = CommandTestbed.serve(testbed.config());
            String url = first.uri().toString();
            try (RunningCommand watch = RunningCommand.start(testbed.shell(), "watch")) {
                awaitListener(first.uri());
                first.close();
                eventually(() -> assertThat(watch.complaints())
                        .singleElement()
                        .asString()
                        .contains(url, "cannot be reached", "Trying again until it can be reached."));

                try (PxeService second = CommandTestbed.serve(testbed.config())) {
                    eventually(() -> assertThat(watch.complaints()).hasSize(3));
                    assertThat(watch.complaints().get(1)).contains("reached again");
                    assertThat(watch.complaints().get(2)).contains("Changes were missed", "read the state anew");
                    Shell.piped().pxe("set", "--server", second.uri().toString(), NODE);
                    eventually(() ->
                            assertThat(watch.lines()).singleElement().asString().contains(NODE));
                }
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsStatusFour() {
        Shell.Result result = Shell.piped().pxe("watch", "--server", "http://127.0.0.1:1");

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.complaints())
                .singleElement()
                .asString()
                .contains("connection refused")
                .doesNotContain("leave --server out");
    }

    @Test
    void whereOnlyTheServiceKnowsItsPortItsUrlHasToBeNamed() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            Shell.Result result = testbed.shell().pxe("watch");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("http.port is 0", "--server");
        }
    }

    @Test
    void whoReadsTheLinesMayLeave() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.SERVER);
                RunningCommand watch = RunningCommand.into(new ClosedPipe(), testbed.shell(), "watch")) {
            awaitListener(testbed.uri());

            testbed.shell().pxe("set", NODE);

            assertThat(watch.status()).isZero();
        }
    }

    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
