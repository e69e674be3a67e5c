package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the distribution, with a Java that only tells what it was given. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("src/main/distribution/bin/pxe");

    @TempDir
    private Path javaHome;

    @BeforeEach
    void makeJava() throws IOException {
        Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Path java = Files.createDirectory(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theMemoryOfTheServiceIsBounded() throws IOException {
        assertThat(given("", "serve", "--config", "pxe.yaml"))
                .contains("-Xmx512m")
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .endsWith("net.mytestbed.pxe.cli.PxeCommand", "serve", "--config", "pxe.yaml");
    }

    @Test
    void whatTheOperatorWantsOfJavaComesAfterIt() throws IOException {
        assertThat(given("-Xmx1g -Dpxe.log.level=DEBUG", "serve"))
                .containsSubsequence("-Xmx512m", "-Xmx1g", "-Dpxe.log.level=DEBUG", "-cp");
    }

    @Test
    void aCommandStartsQuicklyAndTakesTheMemoryThatItNeeds() throws IOException {
        assertThat(given("", "show", "node1-1"))
                .contains("-XX:TieredStopAtLevel=1")
                .noneMatch(option -> option.startsWith("-Xmx"));
    }

    private List<String> given(String options, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("PXE_JAVA_OPTS", options);
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
    }
}
