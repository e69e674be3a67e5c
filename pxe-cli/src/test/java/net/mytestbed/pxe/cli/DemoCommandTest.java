package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final Duration LONGEST_STORY = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    /** Temporary files of the demonstration; the Java runtime keeps none there. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pxe-demo-"))
                    .toList();
        }
    }

    @Test
    void itTellsItsStoryAndLeavesNothing() throws IOException {
        try (PxeProcess demo = PxeProcess.start(directory, "demo")) {
            assertThat(demo.status()).as(demo.err()).isZero();

            assertThat(demo.err()).isEmpty();
            assertThat(demo.out())
                    .containsSubsequence(
                            "/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org",
                            "200 <response status=",
                            "0A120102 -> orbit-2.0.0",
                            "pxelinux.cfg/0A120102: ",
                            "It loaded the kernel orbit-2.0.0-vmlinuz (65536 bytes)",
                            "/pxe/clearBootImage?node=node1-2.sb8.orbit-lab.org",
                            "0A120102 is gone",
                            "pxelinux.cfg/default: ",
                            "It booted the local disk",
                            "400 links",
                            "400 <response status=",
                            "bad-request",
                            "removed");
            assertThat(demo.out().lines()).hasSizeLessThan(50);
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void itStaysUpIfAskedToAndLeavesNothingWhenItIsStopped() throws IOException {
        try (PxeProcess demo = PxeProcess.start(directory, "demo", "--keep")) {
            await().atMost(LONGEST_STORY).until(() -> demo.out().contains("stays up until Ctrl-C") || !demo.isAlive());
            assertThat(leftovers()).hasSize(1);

            assertThat(demo.terminate().status()).isEqualTo(143);

            assertThat(demo.out()).endsWith("All of it was removed again." + System.lineSeparator());
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void stoppedInTheMiddleItLeavesNothing() throws IOException {
        try (PxeProcess demo = PxeProcess.start(directory, "demo")) {
            await().atMost(LONGEST_STORY).until(() -> demo.out().contains("1. ") || !demo.isAlive());

            assertThat(demo.terminate().status()).isEqualTo(143);

            assertThat(demo.err()).isEmpty();
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void whatItCannotDoIsOneLineAndAStatus() {
        try (PxeProcess demo = PxeProcess.start(directory, directory.resolve("none"), "demo")) {
            assertThat(demo.status()).isEqualTo(1);
            assertThat(demo.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("pxe: The demonstration failed: ")
                    .contains(directory.resolve("none").toString());
            assertThat(demo.out()).isEmpty();
        }
    }
}
