package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A small file system in memory, mounted where only the processes that its {@link #launcher} starts see it. It is gone with the
 * process that holds it, which ends when this Java process does, however that ends.
 */
final class SmallDisk implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String MOUNT =
            "mount -t tmpfs -o size=1m,nr_inodes=400,mode=755 none \"$1\" && echo ready && exec cat";

    private final Process holder;
    private final Path place;
    private final Deque<Path> fillers = new ArrayDeque<>();

    private SmallDisk(Process holder, Path place) {
        this.holder = holder;
        this.place = place;
    }

    /** Whether this user may mount one here. */
    static boolean isPossible() {
        return run(ImmutableList.of("unshare", "--mount", "--", "mount", "-t", "tmpfs", "none", "/mnt")) == 0;
    }

    /** @param place an empty directory, where the launched processes see the disk; it stays empty for all others */
    static SmallDisk mount(Path place) throws IOException {
        Process holder = new ProcessBuilder("unshare", "--mount", "--", "sh", "-c", MOUNT, "disk", place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        SmallDisk disk = new SmallDisk(holder, place);
        String said = new String(holder.getInputStream().readNBytes("ready\n".length()), UTF_8);
        if (!said.equals("ready\n")) {
            disk.close();
            throw new IOException("The disk cannot be mounted at " + place + ".");
        }
        return disk;
    }

    /** A command that becomes the one that follows it, and sees the disk. */
    ImmutableList<String> launcher() {
        return ImmutableList.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--");
    }

    /** The disk as this process sees it. Links to absolute paths and resolved paths lead out of it. */
    Path seenFromHere() {
        return Path.of("/proc/" + holder.pid() + "/root" + place);
    }

    /** Fills it up to the last block. */
    void useUpBlocks() {
        Path filler = filler("blocks");
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            requireFull(full);
        }
    }

    /** Makes files up to the last inode. */
    void useUpInodes() {
        try {
            while (true) {
                Files.createFile(filler("inode-" + fillers.size()));
            }
        } catch (IOException full) {
            requireFull(full);
            fillers.pop();
        }
    }

    private Path filler(String name) {
        Path filler = seenFromHere().resolve("filler-" + name);
        fillers.push(filler);
        return filler;
    }

    private static void requireFull(IOException failure) {
        if (failure instanceof FileSystemException named && !"No space left on device".equals(named.getReason())) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Gives one of the files back that fill it. */
    void freeOne() {
        try {
            Files.delete(fillers.pop());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives all of them back. */
    void freeAll() {
        while (!fillers.isEmpty()) {
            freeOne();
        }
    }

    /** Waits for writers: the kernel refuses it while a file is open to be written. */
    void makeReadOnly() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(() -> remount("ro") == 0);
    }

    void makeWritable() {
        if (remount("rw") != 0) {
            throw new AssertionError("The disk at " + place + " cannot be made writable again.");
        }
    }

    private int remount(String mode) {
        return run(ImmutableList.<String>builder()
                .addAll(launcher())
                .add("mount", "-o", "remount," + mode, place.toString())
                .build());
    }

    /** Runs a command to its end; the answer is its exit status, 127 where there is no such command. */
    static int run(ImmutableList<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream said = process.getInputStream()) {
                said.readAllBytes();
            }
            return process.waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
            if (!holder.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
