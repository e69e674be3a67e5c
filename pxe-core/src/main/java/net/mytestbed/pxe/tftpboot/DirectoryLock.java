package net.mytestbed.pxe.tftpboot;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Lets one thread of one process at a time change links and leases. The lock on the file ends with the process, however it ends.
 */
final class DirectoryLock {
    /** A holder works for milliseconds; who waits this long waits for a process that was stopped. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** A file lock belongs to the whole process, so the threads of one process need a lock of their own for each file. */
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path stateDir;
    private final Path file;
    private final ReentrantLock threads;

    DirectoryLock(Path stateDir) {
        this.stateDir = stateDir.toAbsolutePath().normalize();
        this.file = this.stateDir.resolve(".lock");
        this.threads = THREADS.computeIfAbsent(this.file, f -> new ReentrantLock(true));
    }

    <T> T exclusively(Supplier<T> work) {
        if (threads.isHeldByCurrentThread()) {
            return work.get();
        }
        waitForThreads();
        try (FileChannel channel = open()) {
            waitForProcesses(channel);
            return work.get();
        } catch (IOException e) {
            throw DirectoryFailure.of(stateDir, e);
        } finally {
            threads.unlock();
        }
    }

    private void waitForThreads() {
        try {
            if (!threads.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw tooLong("another request");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLong("another request, and this one was interrupted");
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(file, WRITE);
        } catch (NoSuchFileException first) {
            if (Files.notExists(stateDir)) {
                Files.createDirectory(stateDir);
            }
            FileChannel channel = FileChannel.open(file, CREATE, WRITE);
            giveToTheDirectorysOwner();
            return channel;
        }
    }

    /** Where root was the first to make it, the service could not open it under its own account. */
    private void giveToTheDirectorysOwner() throws IOException {
        UserPrincipal owner = Files.getOwner(stateDir);
        if (!owner.equals(Files.getOwner(file))) {
            Files.setOwner(file, owner);
        }
    }

    /** Polls, because a blocking lock could not be given up when its holder has been stopped. */
    private void waitForProcesses(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                throw tooLong("another process (see: fuser " + file + ")");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private PxeException tooLong(String holder) {
        return new PxeException(Problem.of(
                ProblemCode.DIRECTORY_FAILED,
                "The boot directory has been locked for " + LONGEST_WAIT.toSeconds() + " s by " + holder
                        + "; nothing was changed. Try again, or end the process that holds " + file + "."));
    }
}
