package net.mytestbed.pxe.tftpboot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Asks whether a directory is there and can be written, without writing to it. */
final class WritableCheck {
    private WritableCheck() {}

    static void check(Path directory) {
        IOException failure = !Files.isDirectory(directory)
                ? new NoSuchFileException(directory.toString())
                : new AccessDeniedException(directory.toString());
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw DirectoryFailure.of(directory, failure);
        }
    }
}
