package net.mytestbed.pxe.tftpboot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootFiles;

/**
 * The boot program's directory as tftpd-hpa serves it under {@code --secure}: in a chroot and as a user without rights. A link is
 * followed within the directory, an absolute one from its top; what is not open to all is refused.
 */
final class ServedTree implements BootFiles {
    private static final Optional<Hindrance> NOT_A_FILE =
            Optional.of(new Hindrance("is not a regular file", "Put a file in its place, or correct its name."));
    private static final Optional<Hindrance> LINK_TO_NOWHERE = Optional.of(new Hindrance(
            "is a link behind which tftpd finds no file: it follows links within the boot program's directory only, and takes"
                    + " an absolute path from the top of that",
            "Let it point to a file below that directory, by a relative path."));

    private final Path root;

    /** @param root the boot program's directory */
    ServedTree(Path root) {
        this.root = root;
    }

    @Override
    public boolean exists(String path) {
        try {
            return obstacle(path).isEmpty();
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    @Override
    public Optional<Hindrance> hindrance(String path) {
        try {
            return obstacle(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Hindrance("cannot be looked at (" + e + ")", "Mend the file or its directory."));
        }
    }

    /** @throws NoSuchFileException if there is nothing of this name, not even a link */
    private Optional<Hindrance> obstacle(String path) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>(ImmutableList.copyOf(Path.of(path)));
        Path place = root;
        int links = 0;
        while (!ahead.isEmpty()) {
            Path next = step(place, ahead.removeFirst());
            PosixFileAttributes attributes;
            try {
                attributes = Files.readAttributes(next, PosixFileAttributes.class, NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                if (links == 0) {
                    throw e;
                }
                return LINK_TO_NOWHERE;
            }
            if (attributes.isSymbolicLink()) {
                links++;
                if (links > ConfigFileReader.MOST_LINKS) {
                    return LINK_TO_NOWHERE;
                }
                Path target = Files.readSymbolicLink(next);
                ImmutableList.copyOf(target).reverse().forEach(ahead::addFirst);
                place = target.isAbsolute() ? root : place;
            } else if (ahead.isEmpty()) {
                return fileHindrance(attributes);
            } else if (!next.equals(root) && isClosed(attributes)) {
                return Optional.of(new Hindrance(
                        "is in the directory " + next.getFileName() + ", which tftpd may not enter (mode "
                                + mode(attributes) + ")",
                        "Run chmod o+x on the directory."));
            } else {
                place = next;
            }
        }
        return NOT_A_FILE;
    }

    private Path step(Path place, Path name) {
        if (name.toString().equals("..")) {
            return place.equals(root) ? root : place.resolveSibling("");
        }
        return name.toString().equals(".") ? place : place.resolve(name);
    }

    private static boolean isClosed(PosixFileAttributes place) {
        return place.isDirectory() && !place.permissions().contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private static Optional<Hindrance> fileHindrance(PosixFileAttributes file) {
        if (!file.isRegularFile()) {
            return NOT_A_FILE;
        }
        if (!file.permissions().contains(PosixFilePermission.OTHERS_READ)) {
            return Optional.of(new Hindrance(
                    "is not readable by all (mode " + mode(file) + "), so that tftpd refuses it",
                    "Run chmod o+r on it."));
        }
        return file.size() == 0
                ? Optional.of(new Hindrance(
                        "is empty, which PXELINUX takes for missing", "Copy it anew, or correct its name."))
                : Optional.empty();
    }

    private static String mode(PosixFileAttributes file) {
        return PosixFilePermissions.toString(file.permissions());
    }
}
