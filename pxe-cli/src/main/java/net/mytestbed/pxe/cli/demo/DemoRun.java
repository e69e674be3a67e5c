package net.mytestbed.pxe.cli.demo;

import static java.util.Objects.requireNonNull;

import com.google.common.io.Closer;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import net.mytestbed.pxe.problem.PxeException;

/** One demonstration. It leaves nothing behind however the process ends: by itself, by Ctrl-C, by SIGTERM. */
public final class DemoRun {
    private final InstantSource clock;
    private final PrintWriter out;
    private final Closer parts = Closer.create();
    private volatile boolean isStopped;
    private boolean isUp;

    /** @param out where the story is told */
    public DemoRun(InstantSource clock, PrintWriter out) {
        this.clock = requireNonNull(clock, "clock");
        this.out = requireNonNull(out, "out");
    }

    /**
     * Sets up, tells the story, and cleans up.
     *
     * @param isKept whether all of it stays up after the story, until the process is stopped
     * @throws DemoException if a step did not do what it tells
     */
    public void run(boolean isKept) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "demo-stop"));
        try {
            DemoTestbed testbed = open();
            new Demo(testbed, out).tell();
            if (isKept) {
                new Suggestions(testbed).print(out);
                waitForTheEnd();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (isStopped) {
                waitForTheEnd();
            }
            throw e instanceof DemoException failure
                    ? failure
                    : new DemoException("The demonstration failed: " + reason(e), e);
        } finally {
            close();
        }
    }

    /** The message of most exceptions says nothing without the exception's name. */
    private static String reason(Exception failure) {
        return failure instanceof PxeException refused ? String.valueOf(refused.getMessage()) : failure.toString();
    }

    /** What stops the process waits for the set-up and takes away what was set up. */
    private synchronized DemoTestbed open() throws IOException {
        DemoTestbed testbed = DemoTestbed.open(clock, parts);
        isUp = true;
        return testbed;
    }

    private void stop() {
        isStopped = true;
        close();
    }

    private synchronized void close() {
        try {
            parts.close();
            if (isUp) {
                isUp = false;
                out.println();
                out.println("All of it was removed again.");
            }
        } catch (IOException e) {
            throw new DemoException("The demonstration's files could not be removed: " + e.getMessage(), e);
        }
    }

    /** The process is ended by whoever stops it. */
    private static void waitForTheEnd() {
        Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
    }
}
