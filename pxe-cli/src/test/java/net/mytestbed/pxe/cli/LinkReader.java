package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Reads links that always stand with hardly a pause, as a TFTP server does. */
final class LinkReader implements AutoCloseable {
    /** So that the service has the processor most of the time. */
    static final long PAUSE_NANOS = 500_000;

    private final ImmutableList<Path> links;
    private final Queue<String> violations;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong reads = new AtomicLong();
    private final Thread thread = new Thread(this::readUntilStopped, "torture-links");

    /** @param violations takes a sentence for each read that found something else than a link to one of the configurations */
    LinkReader(ImmutableList<Path> links, Queue<String> violations) {
        this.links = links;
        this.violations = violations;
    }

    void start() {
        thread.start();
    }

    long reads() {
        return reads.get();
    }

    private void readUntilStopped() {
        while (!stop.get()) {
            links.forEach(this::read);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void read(Path link) {
        reads.incrementAndGet();
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (!TortureNodes.IMAGES.contains(target)) {
                violations.add("A reader found " + link + " pointing to " + target + ".");
            }
        } catch (IOException e) {
            violations.add("A reader found a gap: " + e + ".");
        }
    }

    /** Lets the read that is at work end. */
    @Override
    public void close() {
        stop.set(true);
        Uninterruptibles.joinUninterruptibly(thread);
    }
}
