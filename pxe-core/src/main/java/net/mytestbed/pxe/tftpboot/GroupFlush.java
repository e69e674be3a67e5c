package net.mytestbed.pxe.tftpboot;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shares flushes among threads: a flush settles all changes made before it starts, so those who wait while one runs are settled by
 * the next one together, however many they are. Where nothing has changed since the last flush nothing is flushed.
 */
final class GroupFlush {
    /** What settles the changes made before it. */
    interface Flush {
        void run() throws IOException;
    }

    private final Flush flush;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** The first one stands for what an earlier process changed and did not live to settle, for it may have been asked for once more. */
    private long changes = 1;

    private long settled;
    private boolean running;

    GroupFlush(Flush flush) {
        this.flush = flush;
    }

    /** Counts a change that has been made. */
    void changed() {
        lock.lock();
        try {
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when all changes counted before this call are settled. */
    void flush() throws IOException {
        lock.lock();
        try {
            long mine = changes;
            while (settled < mine) {
                if (running) {
                    ended.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock while it flushes, so that the next ones can gather. Who waited for a flush that failed tries again. */
    private void lead() throws IOException {
        running = true;
        long covered = changes;
        lock.unlock();
        try {
            flush.run();
        } finally {
            lock.lock();
            running = false;
            ended.signalAll();
        }
        settled = covered;
    }
}
