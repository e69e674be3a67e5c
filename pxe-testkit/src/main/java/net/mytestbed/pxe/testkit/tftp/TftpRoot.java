package net.mytestbed.pxe.testkit.tftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.tftp.TFTPErrorPacket;

/**
 * A directory as tftpd-hpa serves it under {@code --secure}, that is in a chroot and to a user without rights: a link is
 * followed within the directory, an absolute one from its top; a file or a directory that is not open to all is refused,
 * whoever runs this.
 */
final class TftpRoot implements FileSource {
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** What tftpd-hpa says of a directory, which it opens as if it were a file and then cannot read. */
    static final String IS_A_DIRECTORY = "Is a directory";

    private static final String INPUT_OUTPUT_ERROR = "Input/output error";
    private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

    private final Path root;

    /** @throws IOException if the directory does not exist */
    TftpRoot(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * Opens a file for a node.
     *
     * @param name as the node asks for it, relative to the root whether or not it begins with a slash
     */
    FileChannel open(String name) throws TftpRefusal {
        try {
            Path file = find(name);
            PosixFileAttributes attributes = attributes(file);
            if (attributes.isDirectory()) {
                throw new TftpRefusal(TFTPErrorPacket.UNDEFINED, IS_A_DIRECTORY);
            }
            if (!attributes.isRegularFile()) {
                throw new TftpRefusal(TFTPErrorPacket.UNDEFINED, "Not a regular file");
            }
            if (!attributes.permissions().contains(OTHERS_READ)) {
                throw new TftpRefusal(TFTPErrorPacket.ACCESS_VIOLATION, "File must have global read permissions");
            }
            return FileChannel.open(file, READ, NOFOLLOW_LINKS);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw notFound();
        } catch (AccessDeniedException e) {
            throw permissionDenied();
        } catch (IOException e) {
            throw new TftpRefusal(TFTPErrorPacket.UNDEFINED, INPUT_OUTPUT_ERROR);
        }
    }

    @Override
    public TftpAnswer read(String file, OutputStream content, long largest) {
        try (FileChannel channel = open(file)) {
            ContentMeter meter = new ContentMeter(file, content, largest);
            ByteStreams.copy(Channels.newInputStream(channel), meter);
            return meter.answer();
        } catch (TftpRefusal refusal) {
            return new TftpAnswer.Refused(refusal.code(), refusal.reason());
        } catch (IOException e) {
            return new TftpAnswer.Refused(TFTPErrorPacket.UNDEFINED, INPUT_OUTPUT_ERROR);
        }
    }

    /** The file without links on the way to it, so that nothing outside the root can be meant. */
    private Path find(String name) throws IOException, TftpRefusal {
        Deque<String> ahead = new ArrayDeque<>(PARTS.splitToList(name));
        Path path = root;
        int links = 0;
        while (!ahead.isEmpty()) {
            String part = ahead.pop();
            checkPassable(path);
            if (part.equals("..")) {
                path = path.equals(root) ? root : path.resolveSibling("");
            } else {
                Path next = path.resolve(part).normalize();
                Optional<String> link = link(next);
                if (link.isEmpty()) {
                    path = next;
                } else if (++links > MOST_LINKS) {
                    throw new TftpRefusal(TFTPErrorPacket.UNDEFINED, "Too many levels of symbolic links");
                } else {
                    path = link.get().startsWith("/") ? root : path;
                    List<String> parts = PARTS.splitToList(link.get());
                    Lists.reverse(parts).forEach(ahead::push);
                }
            }
        }
        return path;
    }

    private static Optional<String> link(Path path) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(path).toString());
        } catch (NotLinkException e) {
            return Optional.empty();
        }
    }

    /** The root itself is entered before the chroot, so its own permissions do not count. */
    private void checkPassable(Path path) throws IOException, TftpRefusal {
        if (path.equals(root)) {
            return;
        }
        PosixFileAttributes attributes = attributes(path);
        if (!attributes.isDirectory()) {
            throw notFound();
        }
        if (!attributes.permissions().contains(OTHERS_EXECUTE)) {
            throw permissionDenied();
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
    }

    private static TftpRefusal notFound() {
        return new TftpRefusal(TFTPErrorPacket.FILE_NOT_FOUND, "File not found");
    }

    private static TftpRefusal permissionDenied() {
        return new TftpRefusal(TFTPErrorPacket.UNDEFINED, "Permission denied");
    }
}
