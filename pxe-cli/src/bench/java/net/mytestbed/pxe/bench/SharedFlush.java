package net.mytestbed.pxe.bench;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Flushes a directory for all who wait: the plainest way to share flushes, for the bare handler to do what the service does. */
final class SharedFlush {
    private final Path directory;
    private long changes;
    private long settled;
    private boolean running;

    SharedFlush(Path directory) {
        this.directory = directory;
    }

    synchronized void changed() {
        changes++;
    }

    /** Returns when what was counted before is on disk. */
    void flush() throws IOException {
        long mine = changesNow();
        for (long covered = lead(mine); covered >= 0; covered = lead(mine)) {
            force(directory);
            end(covered);
        }
    }

    private synchronized long changesNow() {
        return changes;
    }

    /** What the flush that the caller shall now make covers; negative if its own changes are settled. */
    private synchronized long lead(long mine) {
        while (settled < mine && running) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (settled >= mine) {
            return -1;
        }
        running = true;
        return changes;
    }

    private synchronized void end(long covered) {
        settled = covered;
        running = false;
        notifyAll();
    }

    static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
