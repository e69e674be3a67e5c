package net.mytestbed.pxe.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What a file system can still take.
 *
 * @param bytes how many bytes
 * @param inodes how many files; empty where it does not count them or that cannot be found out
 * @param isReadOnly whether it takes nothing at all
 */
record Room(long bytes, OptionalLong inodes, boolean isReadOnly) {
    private static final int LONGEST_SECONDS = 5;
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    Room {
        requireNonNull(inodes, "inodes");
    }

    /** On the file system of a directory. */
    static Room of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new Room(store.getUsableSpace(), freeInodes(directory), store.isReadOnly());
    }

    /** Java does not tell them; df(1) of GNU coreutils does. */
    private static OptionalLong freeInodes(Path directory) {
        try {
            Process df = new ProcessBuilder(
                            "df",
                            "--output=itotal,iavail",
                            "--",
                            directory.toAbsolutePath().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!df.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                df.destroyForcibly();
                return OptionalLong.empty();
            }
            List<String> words =
                    WORDS.splitToList(new String(df.getInputStream().readNBytes(1024), US_ASCII));
            Long total = words.size() == 4 ? Longs.tryParse(words.get(2)) : null;
            Long free = words.size() == 4 ? Longs.tryParse(words.get(3)) : null;
            // File systems that make inodes as they need them tell 0 of 0.
            return total == null || free == null || total == 0 ? OptionalLong.empty() : OptionalLong.of(free);
        } catch (IOException noDf) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
