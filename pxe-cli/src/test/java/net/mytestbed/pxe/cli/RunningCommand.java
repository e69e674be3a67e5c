package net.mytestbed.pxe.cli;

import static org.awaitility.Awaitility.await;

import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import picocli.CommandLine;

/** A command that runs in a thread of its own until it is interrupted, and what it has printed so far. */
final class RunningCommand implements AutoCloseable {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Writer out;
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread thread;

    private RunningCommand(Shell shell, Writer out, String... arguments) {
        this.out = out;
        CommandLine pxe = PxeCommand.commandLine(shell.surroundings(out, err));
        this.thread = new Thread(() -> status.complete(pxe.execute(arguments)), "command");
        thread.setDaemon(true);
        thread.start();
    }

    static RunningCommand start(Shell shell, String... arguments) {
        return new RunningCommand(shell, new StringWriter(), arguments);
    }

    /** One that prints into something else. */
    static RunningCommand into(Writer out, Shell shell, String... arguments) {
        return new RunningCommand(shell, out, arguments);
    }

    List<String> lines() {
        return out.toString().lines().toList();
    }

    List<String> complaints() {
        return err.toString().lines().toList();
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(LONGEST).untilAsserted(assertion);
    }

    /** Waits for its end. */
    int status() {
        return status.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
