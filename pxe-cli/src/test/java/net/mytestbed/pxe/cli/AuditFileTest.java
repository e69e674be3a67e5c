package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.config.AuditConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class AuditFileTest {
    private static final Logger AUDIT = LoggerFactory.getLogger("net.mytestbed.pxe.audit");
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final long KIBIBYTE = 1 << 10;

    @TempDir
    private Path directory;

    @AfterEach
    void endFile() {
        AuditFile.use(Optional.empty());
    }

    private void use(long maxFileSize, long totalSizeCap) {
        AuditFile.use(Optional.of(new AuditConfig(directory.resolve("audit.jsonl"), maxFileSize, 7, totalSizeCap)));
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "audit.*")) {
            found.forEach(files::add);
        }
        return files;
    }

    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (Path file : files()) {
            for (String line : Files.readAllLines(file, UTF_8)) {
                events.add(JsonMapper.builder().build().readTree(line));
            }
        }
        return events;
    }

    private static List<String> texts(List<JsonNode> events, String field) {
        return events.stream().map(event -> event.path(field).asText()).toList();
    }

    @Test
    void aFileIsNamedWithTheDayAndANumber() throws IOException {
        use(KIBIBYTE, KIBIBYTE);
        AUDIT.info("set");

        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString())
                        .matches("audit\\.[0-9]{4}-[0-9]{2}-[0-9]{2}\\.0\\.jsonl"));
    }

    @Test
    void whateverANameHoldsItStaysOneLine() throws IOException {
        use(KIBIBYTE, KIBIBYTE);
        String hostile = "a\"b\\c\nd\r\u2028\u0000é";
        AUDIT.atInfo().addKeyValue("node", hostile).log("set");

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.path("action").asText()).isEqualTo("set");
            assertThat(event.path("node").asText()).isEqualTo(hostile);
            assertThat(Instant.parse(event.path("time").asText()))
                    .isBefore(Instant.now().plusSeconds(1));
        });
    }

    @Test
    void aFullFileIsFollowedByTheNextAndNoLineIsLost() throws IOException {
        use(KIBIBYTE, KIBIBYTE * KIBIBYTE);
        List<String> written = IntStream.range(0, 100).mapToObj(n -> "node" + n).toList();
        written.forEach(node -> AUDIT.atInfo().addKeyValue("node", node).log("set"));

        assertThat(files()).hasSizeGreaterThan(1);
        assertThat(texts(events(), "node")).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theOldestFilesGoWhenAllTogetherAreTooLarge() {
        use(KIBIBYTE, 3 * KIBIBYTE);
        for (int n = 0; n < 100; n++) {
            AUDIT.atInfo().addKeyValue("node", "node" + n).log("set");
        }

        await().untilAsserted(() -> {
            assertThat(files()).hasSizeBetween(1, 4);
            assertThat(texts(events(), "node")).contains("node99").doesNotContain("node0");
        });
    }

    @Test
    void whereItCannotBeWrittenNothingIsDone() {
        AuditConfig nowhere = new AuditConfig(directory.resolve("none/audit.jsonl"), 1, 1, 1);

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> AuditFile.use(Optional.of(nowhere)))
                .withMessageContainingAll(
                        "audit.file", directory.resolve("none").toString());
    }

    private Path config() throws IOException {
        TftpTree.create(directory.resolve("tftpboot")).image("orbit-2.0.0").image("orbit-3.1");
        Files.writeString(
                directory.resolve("inventory.yaml"),
                "domains: {sb8.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-2: 10.18.1.2}}}\n");
        return Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: tftpboot/pxelinux.cfg
                  testbed: {default: {inventory_url: 'file:%s'}}
                audit: {file: audit.jsonl}
                """.formatted(directory.resolve("inventory.yaml")));
    }

    @Test
    void everyChangeAndRefusalOfACommandIsNotedWithWhoAndWhat() throws IOException {
        Shell shell = Shell.piped().with("PXE_CONFIG", config().toString()).with("SUDO_USER", "alice");
        shell.pxe("set", NODE);
        shell.pxe("set", NODE, "--image", "orbit-3.1");
        shell.pxe("set", NODE, "--image", "orbit-9");
        shell.pxe("clear", NODE);
        Files.createSymbolicLink(directory.resolve("tftpboot/pxelinux.cfg/0A120163"), Path.of("orbit-9"));
        shell.pxe("prune", "--yes");

        List<JsonNode> events = events();
        assertThat(texts(events, "action")).containsExactly("set", "set", "refuse", "clear", "prune");
        assertThat(texts(events, "from")).containsExactly("default", "orbit-2.0.0", "", "orbit-3.1", "orbit-9");
        assertThat(texts(events, "to")).containsExactly("orbit-2.0.0", "orbit-3.1", "", "default", "default");
        assertThat(texts(events, "address")).containsExactly("10.18.1.2", "10.18.1.2", "", "10.18.1.2", "10.18.1.99");
        assertThat(texts(events, "by")).allMatch(who -> who.startsWith("alice@"));
        assertThat(texts(events, "request")).doesNotHaveDuplicates().doesNotContain("");
        assertThat(texts(events, "node")).contains(NODE);
        assertThat(events.get(2).path("code").asText()).isEqualTo("bad-image");
        assertThat(events.get(2).path("refused").asText()).isEqualTo("set");
        assertThat(events.get(2).path("reason").asText()).contains("orbit-9");
    }

    @Test
    void processesAppendToOneFileAndTheConsoleOfACommandStaysQuiet() throws IOException {
        String config = config().toString();
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        try (PxeProcess set = PxeProcess.start(first, "set", NODE, "--config", config);
                PxeProcess clear = PxeProcess.start(second, "set", NODE, "--config", config, "--image", "orbit-3.1")) {
            assertThat(set.status()).as(set.err()).isZero();
            assertThat(clear.status()).as(clear.err()).isZero();
            assertThat(set.err()).isEmpty();
        }
        assertThat(files()).hasSize(1);
        assertThat(texts(events(), "to")).containsExactlyInAnyOrder("orbit-2.0.0", "orbit-3.1");
    }
}
