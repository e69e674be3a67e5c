package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What stands on the disk under a name that a node asks for. Links are followed as this machine follows them, or as a TFTP server
 * in a chroot does where this machine finds nothing.
 *
 * @param path where it stands under that name
 * @param content where its content is
 * @param kind what it is
 * @param bytes how many it has; 0 where it is no file
 * @param wayOut the link on the way to it that is absolute or leads out of the tree, as words: {@code /t/a -> /srv/a}
 * @param remedy the command that opens it to all, where a user without rights could not read it
 */
record DiskFile(Path path, Path content, Kind kind, long bytes, Optional<String> wayOut, Optional<String> remedy) {
    /** What stands there. */
    enum Kind {
        /** Nothing. */
        ABSENT,
        /** A link to nothing. */
        DANGLING,
        /** A regular file. */
        FILE,
        /** A directory, on which PXELINUX hangs. */
        DIRECTORY,
        /** A device, a socket or the like, or something that cannot be looked at. */
        OTHER
    }

    /** How the content of a file compares with what came. */
    enum Likeness {
        /** The same bytes. */
        SAME,
        /** What came is the beginning of the file, and not all of it. */
        BEGINNING,
        /** Other bytes. */
        DIFFERENT,
        /** This user may not read the file. */
        UNREADABLE
    }

    DiskFile {
        requireNonNull(path, "path");
        requireNonNull(content, "content");
        requireNonNull(kind, "kind");
        requireNonNull(wayOut, "wayOut");
        requireNonNull(remedy, "remedy");
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Compares the file with what came, reading no more of it than that. */
    Likeness likeness(TftpAnswer.Sent sent) {
        try (InputStream file = ByteStreams.limit(Files.newInputStream(content), sent.bytes());
                HashingInputStream digested = new HashingInputStream(Hashing.sha256(), file)) {
            ByteStreams.exhaust(digested);
            HashCode hash = digested.hash();
            if (!hash.toString().equals(sent.sha256())) {
                return Likeness.DIFFERENT;
            }
            return Files.size(content) == sent.bytes() ? Likeness.SAME : Likeness.BEGINNING;
        } catch (IOException e) {
            return Likeness.UNREADABLE;
        }
    }
}
