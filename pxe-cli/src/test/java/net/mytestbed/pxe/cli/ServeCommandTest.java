package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path config(int port) throws IOException {
        Files.writeString(directory.resolve("inventory.yaml"), """
                domains:
                  sb8.orbit-lab.org:
                    image: orbit-2.0.0
                    nodes:
                      node1-2: 10.18.1.2
                """);
        return Files.writeString(
                directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: tftpboot/pxelinux.cfg
                  testbed:
                    default:
                      inventory_url: file:%s
                http:
                  port: %d
                """.formatted(directory.resolve("inventory.yaml"), port));
    }

    private static int get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void itServesUntilItIsToldToStopAndLogsALineForEachEvent() throws Exception {
        TftpTree tree = TftpTree.create(directory.resolve("tftpboot")).image("orbit-2.0.0");
        try (PxeProcess serve =
                PxeProcess.start(directory, "serve", "--config", config(0).toString())) {
            URI uri = serve.listening();
            assertThat(get(uri.resolve("pxe/setBootImage?node=node1-2.sb8.orbit-lab.org")))
                    .isEqualTo(200);

            assertThat(serve.terminate().status()).isEqualTo(143);

            assertThat(serve.out()).isEmpty();
            assertThat(serve.err().lines())
                    .allMatch(line -> line.matches("[-0-9]{10}T[0-9:.]{12}Z INFO  [-a-z]+( .*)?"))
                    .anyMatch(line -> line.contains("bootDirectory=" + tree.cfgDir()))
                    .anyMatch(line -> line.contains("inventory.yaml"))
                    .anyMatch(line -> line.contains(" set by=127.0.0.1 request=")
                            && line.contains(
                                    " node=node1-2.sb8.orbit-lab.org address=10.18.1.2 hex=0A120102 from=default"))
                    .last()
                    .asString()
                    .endsWith(" stop");
        }
    }

    @Test
    void changesAndRefusalsAreNotedInTheAuditFileAndARefusalIsToldOnceOnTheConsole() throws Exception {
        TftpTree.create(directory.resolve("tftpboot")).image("orbit-2.0.0");
        Path config = config(0);
        Files.writeString(config, "audit: {file: changes.jsonl}\n", StandardOpenOption.APPEND);
        try (PxeProcess serve = PxeProcess.start(directory, "serve", "--config", config.toString())) {
            URI uri = serve.listening();
            assertThat(get(uri.resolve("pxe/setBootImage?node=node1-2.sb8.orbit-lab.org")))
                    .isEqualTo(200);
            assertThat(get(uri.resolve("pxe/setBootImage?node=node9-9.sb8.orbit-lab.org")))
                    .isEqualTo(404);
            serve.terminate().status();

            assertThat(serve.err().lines().filter(line -> line.contains("node9-9")))
                    .singleElement()
                    .asString()
                    .contains(" refuse method=GET ");
            assertThat(serve.err().lines().filter(line -> line.contains(" set by=127.0.0.1 ")))
                    .hasSize(1);
        }
        try (Stream<Path> files = Files.list(directory)) {
            Path audit = files.filter(file -> file.getFileName().toString().startsWith("changes."))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(audit))
                    .satisfiesExactly(
                            set -> assertThat(set).contains("\"action\":\"set\"", "\"by\":\"127.0.0.1\""),
                            refusal -> assertThat(refusal).contains("\"action\":\"refuse\"", "node9-9"));
        }
    }

    @Test
    void toldToStopItFinishesWhatItHasBegun() throws Exception {
        TftpTree tree = TftpTree.create(directory.resolve("tftpboot")).image("orbit-2.0.0");
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        StubServer inventory = new StubServer("/", exchange -> {
            asked.countDown();
            Uninterruptibles.awaitUninterruptibly(gate);
            byte[] answer = "<CONTROL_IP>10.18.1.2</CONTROL_IP>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        Path config = config(0);
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst("inventory_url: .*", "inventory_url: " + inventory.uri() + "/inventory")
                        .replaceFirst("  testbed:", "  defImage: orbit-2.0.0\n  testbed:"));
        try (PxeProcess serve = PxeProcess.start(directory, "serve", "--config", config.toString())) {
            URI uri = serve.listening();
            CompletableFuture<HttpResponse<Void>> begun = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(uri.resolve(
                                            "pxe/setBootImage?img=orbit-2.0.0&node=node1-2.sb8.orbit-lab.org"))
                                    .build(),
                            BodyHandlers.discarding());
            asked.await();

            serve.terminate();
            await().atMost(LONGEST_START).until(() -> status(uri.resolve("health/live")) == 503);
            gate.countDown();

            assertThat(begun.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(serve.status()).isEqualTo(143);
            assertThat(serve.err().lines()).last().asString().endsWith(" stop");
            assertThat(tree.cfgDir().resolve("0A120102")).isSymbolicLink();
        } finally {
            gate.countDown();
            inventory.close();
        }
    }

    /** On a connection of its own. */
    private static int status(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        connection.setReadTimeout((int) LONGEST_START.toMillis());
        return connection.getResponseCode();
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        TftpTree.create(directory.resolve("tftpboot"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PxeProcess serve = PxeProcess.start(
                        directory,
                        "serve",
                        "--config",
                        config(taken.getLocalPort()).toString())) {
            assertThat(serve.status()).isEqualTo(1);
            assertThat(serve.err().lines().filter(line -> line.startsWith("pxe: ")))
                    .singleElement()
                    .asString()
                    .contains(Integer.toString(taken.getLocalPort()));
            assertThat(serve.err()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void aBootDirectoryThatIsMissingIsOneLine() throws IOException {
        try (PxeProcess serve =
                PxeProcess.start(directory, "serve", "--config", config(0).toString())) {
            assertThat(serve.status()).isEqualTo(1);
            assertThat(serve.err().lines().filter(line -> line.startsWith("pxe: ")))
                    .singleElement()
                    .asString()
                    .contains(directory.resolve("tftpboot/pxelinux.cfg").toString());
            assertThat(serve.err()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void everyMistakeInTheConfigurationIsToldBeforeAnythingIsTouched() throws IOException {
        TftpTree tree = TftpTree.create(directory.resolve("tftpboot"));
        Path config = Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: tftpboot/pxelinux.cfg
                  linkLifetim: 600
                  testbed:
                    default:
                      inventory_url: nowhere
                http:
                  port: 99999
                """);
        try (PxeProcess serve = PxeProcess.start(directory, "serve", "--config", config.toString())) {
            assertThat(serve.status()).isEqualTo(2);
            assertThat(serve.err().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("pxe: " + config + ":3: pxe.linkLifetim: "))
                    .anyMatch(line -> line.startsWith("pxe: " + config + ":6: pxe.testbed.default.inventory_url: "))
                    .anyMatch(line -> line.startsWith("pxe: " + config + ":8: http.port: "));
            assertThat(tree.stateDir()).doesNotExist();
            assertThat(tree.cfgDir()).isEmptyDirectory();
        }
    }
}
