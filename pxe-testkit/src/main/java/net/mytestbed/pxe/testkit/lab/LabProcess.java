package net.mytestbed.pxe.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process in the lab. It ends with the lab at the latest. */
public final class LabProcess {
    /** For whatever a program needs to start or to end; generous, for a machine may be busy. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Process process;
    private final Transcript transcript = new Transcript();

    private LabProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts one and reads all that it prints.
     *
     * @param name what it is called in messages
     * @param command the whole command, with whatever brings it into the lab
     * @param listener is told each piece of its output as it comes
     */
    static LabProcess start(String name, List<String> command, Consumer<String> listener) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            LabProcess started = new LabProcess(name, builder.start());
            Thread reader = new Thread(() -> started.read(listener), "lab " + name);
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private void read(Consumer<String> listener) {
        char[] buffer = new char[8192];
        try (Reader out = new InputStreamReader(process.getInputStream(), UTF_8)) {
            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                String piece = new String(buffer, 0, count);
                transcript.append(piece);
                listener.accept(piece);
            }
        } catch (IOException closed) {
            transcript.append("(" + closed.getMessage() + ")\n");
        } finally {
            transcript.end();
        }
    }

    /** All that it printed so far, standard output and standard error together. */
    public String output() {
        return transcript.text();
    }

    /**
     * Waits until it has printed this text.
     *
     * @throws AssertionError if it ends without that or does not print it within a minute; with all that it printed
     */
    public LabProcess await(String text) {
        if (!transcript.await(printed -> printed.contains(text), PATIENCE)) {
            throw new AssertionError(name + " did not print \"" + text + "\" but:\n" + output());
        }
        return this;
    }

    /** Ends it at once, as {@code kill -9} does, and waits until it has ended. */
    public void kill() {
        // The program is the child of what brought it into the lab. That one ends when all that the program held is
        // free again.
        List<ProcessHandle> program = process.children().toList();
        if (program.isEmpty()) {
            process.destroyForcibly();
        }
        program.forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /**
     * Waits until it has ended and all that it printed was read.
     *
     * @return its exit status
     * @throws AssertionError if it does not end within a minute
     */
    public int awaitEnd() {
        try {
            // The end of the output too: it comes when the last process that could write has ended.
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !transcript.awaitEnd(PATIENCE)) {
                throw new AssertionError(name + " did not end within " + PATIENCE.toSeconds() + " s:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ends", e);
        }
    }

    Process process() {
        return process;
    }
}
