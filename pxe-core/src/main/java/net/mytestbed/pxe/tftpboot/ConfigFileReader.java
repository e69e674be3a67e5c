package net.mytestbed.pxe.tftpboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.ConfigFile;
import net.mytestbed.pxe.link.ConfigFile.Served;
import net.mytestbed.pxe.link.ConfigFile.Unusable;

/** Reads a boot configuration as tftpd-hpa with {@code --secure} would: world-readable, within the tree, and not empty. */
final class ConfigFileReader {
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final Path cfgDir;
    private final BootConfigName name;

    ConfigFileReader(Path cfgDir, BootConfigName name) {
        this.cfgDir = cfgDir;
        this.name = name;
    }

    /** @throws net.mytestbed.pxe.problem.PxeException if not the file but the whole directory is missing or fails */
    ConfigFile read() {
        Path path = cfgDir.resolve(name.value());
        try {
            for (int links = 0; Files.isSymbolicLink(path); links++) {
                Path target = Files.readSymbolicLink(path);
                Path next = path.resolveSibling(target).normalize();
                if (target.isAbsolute() || !cfgDir.equals(next.getParent()) || links == MOST_LINKS) {
                    return unusable("is a link to " + target
                            + ", which a TFTP server need not follow; expected a link to a file name in " + cfgDir
                            + ".");
                }
                path = next;
            }
            return readFile(path);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(cfgDir)) {
                throw DirectoryFailure.of(cfgDir, e);
            }
            return unusable("does not exist (" + path + "); a node would fall through to its default without a word.");
        } catch (IOException e) {
            if (DirectoryFailure.isOfTheMachine(e)) {
                throw DirectoryFailure.of(cfgDir, e);
            }
            return unusable("cannot be read (" + e + ").");
        } catch (InvalidPathException e) {
            return unusable("cannot be read (" + e + ").");
        }
    }

    private ConfigFile readFile(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return unusable("is a directory (" + path + "); a node would hang on it.");
        }
        if (!attributes.isRegularFile()) {
            return unusable("is not a regular file (" + path + ").");
        }
        if (attributes.size() == 0) {
            return unusable("is empty (" + path + "); a node would fall through to its default without a word.");
        }
        if (attributes.size() > BootConfig.MAXIMUM_SIZE) {
            return unusable("has " + attributes.size() + " bytes (" + path + "); expected " + BootConfig.MAXIMUM_SIZE
                    + " at most.");
        }
        if (!attributes.permissions().contains(PosixFilePermission.OTHERS_READ)) {
            return unusable("is not readable by all (" + path + "), so that tftpd refuses it; run: chmod o+r " + path);
        }
        // The root above it is not looked at: where tftpd may not enter that, no node gets as far as its configuration.
        if (!Files.getPosixFilePermissions(cfgDir).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            return unusable("is in a directory that tftpd may not enter (" + cfgDir + "); run: chmod o+x " + cfgDir);
        }
        return new Served(name, BootConfig.parse(Files.readAllBytes(path)));
    }

    private Unusable unusable(String reason) {
        return new Unusable(name, reason);
    }
}
