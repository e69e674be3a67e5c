package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a process of its own, from the classes that were built, with the logging that it has outside of tests. */
final class PxeProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(" start uri=(http://127.0.0.1:[0-9]+/)");
    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private PxeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param directory where its temporary files go, and the files that hold what it prints */
    static PxeProcess start(Path directory, String... arguments) {
        return start(directory, directory, arguments);
    }

    /**
     * @param directory where the files go that hold what it prints
     * @param temporary where its temporary files go
     */
    static PxeProcess start(Path directory, Path temporary, String... arguments) {
        return startBy(ImmutableList.of(), directory, temporary, arguments);
    }

    /**
     * @param launcher a command that becomes the one that follows it; may be empty
     * @param directory where the files go that hold what it prints, and its temporary files
     */
    static PxeProcess startBy(ImmutableList<String> launcher, Path directory, String... arguments) {
        return startBy(launcher, directory, directory, arguments);
    }

    private static PxeProcess startBy(
            ImmutableList<String> launcher, Path directory, Path temporary, String... arguments) {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> classes = Splitter.on(':')
                .splitToStream(System.getProperty("java.class.path"))
                .filter(not(entry -> entry.endsWith("test-classes")))
                .toList();
        List<String> command = ImmutableList.<String>builder()
                .addAll(launcher)
                .add(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx256m")
                .add("-Djava.io.tmpdir=" + temporary)
                .add("-cp", Joiner.on(':').join(classes), PxeCommand.class.getName())
                .add(arguments)
                .build();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PXE_"));
            return new PxeProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it listens, and tells where. */
    URI listening() {
        await().atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .until(() -> LISTENING.matcher(err()).find() || !isAlive());
        Matcher uri = LISTENING.matcher(err());
        if (!uri.find()) {
            throw new AssertionError("The service did not start: " + err());
        }
        return URI.create(uri.group(1));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill} does without a signal's name. */
    PxeProcess terminate() {
        process.destroy();
        return this;
    }

    /** As {@code kill -9} does: it gets no chance to finish anything. */
    PxeProcess kill() {
        process.destroyForcibly();
        return this;
    }

    /** Waits so long, or until it ends by itself. */
    void letRun(Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** How it ended. */
    int status() {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process did not end within " + LONGEST_SECONDS + " s: " + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Nothing of it stays, whatever became of the test. */
    @Override
    public void close() {
        process.destroyForcibly();
        status();
    }
}
