package net.mytestbed.pxe.tftpboot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The steps on disk that boot links and lease records share: a symbolic link under a name in one directory. */
final class LinkFiles {
    /** The name of a lease record: its number with 12 digits, or more where it has outgrown them. */
    static final String RECORD = "[0-9]{12}|[1-9][0-9]{12,17}";

    private static final Pattern TEMPORARY = Pattern.compile("\\.([0-9A-F]{8}|" + RECORD + "|default)\\.pxe-new");

    private final Path directory;
    private final GroupFlush flush = new GroupFlush(this::timedFsync);
    private final Consumer<Duration> flushes;

    /** @param flushes is told how long each flush took */
    LinkFiles(Path directory, Consumer<Duration> flushes) {
        this.directory = directory;
        this.flushes = flushes;
    }

    LinkFiles(Path directory) {
        this(directory, unheard -> {});
    }

    private void timedFsync() throws IOException {
        long begin = System.nanoTime();
        fsync();
        flushes.accept(Duration.ofNanos(System.nanoTime() - begin));
    }

    Path directory() {
        return directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Fixed for each name: only one writer at a time is at work, so what stands there is what a dead one left. */
    private Path temporary(String name) {
        return directory.resolve("." + name + ".pxe-new");
    }

    /** Makes the link under a temporary name, which is where a full disk shows. */
    void stage(String name, String text) throws IOException {
        Path temporary = temporary(name);
        Path target = Path.of(text);
        try {
            Files.createSymbolicLink(temporary, target);
        } catch (FileAlreadyExistsException left) {
            Files.delete(temporary);
            Files.createSymbolicLink(temporary, target);
        }
    }

    /**
     * Makes the link under a temporary name as one more name of a link that is staged with the same text: link(2). It needs no inode, and
     * ext4, which gives no inode anew within seconds of its deletion, finds room for ten thousand links seven times as fast.
     */
    void stageLike(String staged, String name, String text) throws IOException {
        try {
            Files.createLink(temporary(name), temporary(staged));
        } catch (FileSystemException | UnsupportedOperationException notEverywhere) {
            // What stands there already, or a file system without such names: a link of its own tells.
            stage(name, text);
        }
    }

    /**
     * Refuses a name under which something else has appeared since the directory was read: rename(2) and unlink(2) would take
     * the operator's file away without a word.
     */
    void requireLinkOrNothing(String name) throws IOException {
        Path path = path(name);
        if (!Files.isSymbolicLink(path) && Files.exists(path, NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** Puts the staged link in place of whatever link stands there, in one step: rename(2). */
    void swapIn(String name) throws IOException {
        Files.move(temporary(name), path(name), ATOMIC_MOVE);
        flush.changed();
    }

    /** symlink(2) is one step as well, and other than a rename it can never take the place of a file that has just appeared. */
    void create(String name, String text) throws IOException {
        Files.createSymbolicLink(path(name), Path.of(text));
        flush.changed();
    }

    boolean remove(String name) throws IOException {
        boolean removed = Files.deleteIfExists(path(name));
        flush.changed();
        return removed;
    }

    void unstage(String name) throws IOException {
        Files.deleteIfExists(temporary(name));
    }

    /** Waits until the names of the directory are on disk as they are now, or newer. */
    void settle() throws IOException {
        flush.flush();
    }

    private void fsync() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    void removeTemporaries() throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(
                directory,
                path -> TEMPORARY.matcher(path.getFileName().toString()).matches())) {
            for (Path name : names) {
                Files.deleteIfExists(name);
            }
        }
    }
}
