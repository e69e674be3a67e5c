package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A service with rules, over a directory and an inventory of its own. Its callers are told by their addresses: sandbox 8 is
 * 127.0.8.0/24 here, sandbox 1 is 127.0.1.0/24, the operator 127.0.0.0/24.
 */
final class AccessTestbed implements BeforeEachCallback, AfterEachCallback {
    static final String SB8 = "127.0.8.9";
    static final String SB1 = "127.0.1.9";
    static final String OPERATOR = "127.0.0.9";
    static final String NODE = "node1-2.sb8.orbit-lab.org";
    static final String SET = "/pxe/setBootImage?node=" + NODE;
    static final String GET = "/pxe/getBootImage?node=" + NODE;
    static final String PLAN = "{\"action\": \"set\", \"nodes\": [\"" + NODE + "\"]}";

    private final TftpTreeExtension tftp = new TftpTreeExtension();
    private Optional<PxeService> service = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        tftp.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        service.ifPresent(PxeService::close);
        tftp.afterEach(context);
    }

    TftpTree tree() {
        return tftp.tree();
    }

    private Path etc(String name) {
        return tree().root().resolve(name);
    }

    Path tokensFile() {
        return etc("tokens.yaml");
    }

    /** @param http more lines of the section {@code http} */
    void start(String http) throws IOException {
        tree().image("orbit-2.0.0");
        Files.writeString(etc("inventory.yaml"), """
                domains:
                  sb8.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-2: 10.18.1.2}}
                  sb1.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-1: 10.11.1.1}}
                """);
        Path file = etc("pxe.yaml");
        Files.writeString(
                file, """
                pxe:
                  cfgDir: %s
                  testbed:
                    default: {inventory_url: '%s'}
                http:
                  port: 0
                """.formatted(tree().cfgDir(), etc("inventory.yaml").toUri()) + http);
        service = Optional.of(PxeService.start(PxeConfig.read(file)));
    }

    /** Writes the file of tokens; gives back the line of the configuration that names it. */
    String tokens(String... lines) throws IOException {
        Files.writeString(tokensFile(), "tokens:\n" + String.join("\n", lines) + "\n");
        return "  tokens: tokens.yaml\n";
    }

    static String token(String name, String rights) {
        return "  " + name + ": {sha256: '" + Hashing.sha256().hashString(name + "-secret", UTF_8) + "', " + rights
                + "}";
    }

    String send(String from, String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                service.orElseThrow().uri().getPort(),
                InetAddress.getByName(from),
                0)) {
            socket.setSoTimeout(30_000);
            String request = method + " " + path + " HTTP/1.1\r\nHost: am:5054\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    String get(String from, String path) throws IOException {
        return send(from, "GET", path, "", "");
    }

    String get(String from, String path, String bearer) throws IOException {
        return send(from, "GET", path, "Authorization: Bearer " + bearer + "\r\n", "");
    }

    String plan(String from, String headers) throws IOException {
        return send(from, "POST", "/api/v1/plans", headers + "Content-Type: application/json\r\n", PLAN);
    }

    static void assertStatus(int status, String answer) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }
}
