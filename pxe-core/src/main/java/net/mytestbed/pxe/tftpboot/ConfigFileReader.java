package net.mytestbed.pxe.tftpboot;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.link.AskedFile;
import net.mytestbed.pxe.link.AskedFile.Found;
import net.mytestbed.pxe.link.AskedFile.Missing;
import net.mytestbed.pxe.link.AskedFile.NotServed;

/** Reads a boot configuration as tftpd-hpa with {@code --secure} would: world-readable, within the tree, and not empty. */
final class ConfigFileReader {
    /** As many links as Linux follows. */
    static final int MOST_LINKS = 40;

    private final Path file;
    private final Path directory;

    /** @param file the file's absolute path */
    ConfigFileReader(Path file) {
        this.file = file;
        this.directory = requireNonNull(file.getParent(), "directory");
    }

    /** @throws net.mytestbed.pxe.problem.PxeException if not the file but the machine fails */
    AskedFile read() {
        Path path = file;
        Optional<String> link = Optional.empty();
        try {
            for (int links = 0; Files.isSymbolicLink(path); links++) {
                Path target = Files.readSymbolicLink(path);
                link = link.or(() -> Optional.of(target.toString()));
                Path next = path.resolveSibling(target).normalize();
                if (target.isAbsolute() || !directory.equals(next.getParent()) || links == MOST_LINKS) {
                    return notServed("is a link to " + target
                            + ", which a TFTP server need not follow; expected a link to a file name in " + directory
                            + ".");
                }
                path = next;
            }
            return readFile(path, link);
        } catch (NoSuchFileException e) {
            return link.isPresent() ? notServed(isMissing(path)) : new Missing();
        } catch (IOException e) {
            if (DirectoryFailure.isOfTheMachine(e)) {
                throw DirectoryFailure.of(directory, e);
            }
            return notServed("cannot be read (" + e + ").");
        } catch (InvalidPathException e) {
            return notServed("cannot be read (" + e + ").");
        }
    }

    /** The reason why a file that is not there cannot be used. */
    static String isMissing(Path path) {
        return "does not exist (" + path + "); a node would fall through to its default without a word.";
    }

    private AskedFile readFile(Path path, Optional<String> link) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return new NotServed("is a directory (" + path + "); a node would hang on it.", true);
        }
        if (!attributes.isRegularFile()) {
            return notServed("is not a regular file (" + path + ").");
        }
        if (attributes.size() == 0) {
            return notServed("is empty (" + path + "); a node would fall through to its default without a word.");
        }
        if (attributes.size() > BootConfig.MAXIMUM_SIZE) {
            return notServed("has " + attributes.size() + " bytes (" + path + "); expected " + BootConfig.MAXIMUM_SIZE
                    + " at most.");
        }
        if (!attributes.permissions().contains(PosixFilePermission.OTHERS_READ)) {
            return notServed("is not readable by all (" + path + "), so that tftpd refuses it; run: chmod o+r " + path);
        }
        // The root above it is not looked at: where tftpd may not enter that, no node gets as far as its configuration.
        if (!Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            return notServed(
                    "is in a directory that tftpd may not enter (" + directory + "); run: chmod o+x " + directory);
        }
        return new Found(BootConfig.parse(Files.readAllBytes(path)), link);
    }

    private static NotServed notServed(String reason) {
        return new NotServed(reason, false);
    }
}
