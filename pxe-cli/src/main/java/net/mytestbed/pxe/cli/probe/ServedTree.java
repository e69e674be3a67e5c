package net.mytestbed.pxe.cli.probe;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import net.mytestbed.pxe.cli.probe.DiskFile.Kind;
import net.mytestbed.pxe.service.config.PxeConfig;

/** The directory on this machine that the TFTP server is meant to serve. */
public final class ServedTree {
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** The directory as PXELINUX asks for it, whatever it is called here. */
    private static final String ASKED = "pxelinux.cfg/";

    private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

    private final Path root;
    private final Path cfgDir;

    private ServedTree(Path root, Path cfgDir) {
        this.root = requireNonNull(root, "root");
        this.cfgDir = requireNonNull(cfgDir, "cfgDir");
    }

    /** The tree of a configuration: its {@code tftp.root}, else the parent of its boot directory. */
    public static ServedTree of(PxeConfig config) {
        Path cfgDir = config.pxe().cfgDir().toAbsolutePath().normalize();
        return new ServedTree(config.tftp().root().orElseGet(() -> cfgDir.resolveSibling("")), cfgDir);
    }

    Path root() {
        return root;
    }

    /** The boot program's directory as it is asked for: empty or ending in a slash. */
    String bootDirectory() {
        String directory = root.relativize(cfgDir.resolveSibling("")).toString();
        return directory.isEmpty() ? "" : directory + "/";
    }

    /** @param asked the path as a node asks for it, relative to the root */
    DiskFile find(String asked) {
        Path path = root;
        try {
            path = path(asked);
            DiskFile here = new Walk(path, path.getRoot()).find();
            if (here.kind() != Kind.DANGLING || here.wayOut().isEmpty()) {
                return here;
            }
            DiskFile inChroot = new Walk(path, root).find();
            return inChroot.kind() == Kind.DANGLING ? here : inChroot;
        } catch (IOException | InvalidPathException e) {
            return new DiskFile(path, path, Kind.OTHER, 0, Optional.empty(), Optional.empty());
        }
    }

    private Path path(String asked) {
        String prefix = bootDirectory() + ASKED;
        return asked.startsWith(prefix)
                ? cfgDir.resolve(asked.substring(prefix.length()))
                : root.resolve(asked.startsWith("/") ? asked.substring(1) : asked);
    }

    /** The way from the root to a file, link by link. */
    private final class Walk {
        private final Path asked;
        private final Path top;
        private final Deque<String> ahead;
        private Path here = root;
        private int links;
        private Optional<String> wayOut = Optional.empty();
        private Optional<String> remedy = Optional.empty();

        /** @param top where absolute links begin */
        Walk(Path asked, Path top) {
            this.asked = asked;
            this.top = top;
            this.ahead =
                    new ArrayDeque<>(PARTS.splitToList(root.relativize(asked).toString()));
        }

        DiskFile find() throws IOException {
            try {
                return walk();
            } catch (NoSuchFileException | NotDirectoryException e) {
                return file(links > 0 ? Kind.DANGLING : Kind.ABSENT, 0);
            }
        }

        private DiskFile walk() throws IOException {
            while (!ahead.isEmpty()) {
                Path next = here.resolve(ahead.pop()).normalize();
                if (Files.isSymbolicLink(next)) {
                    follow(next);
                } else {
                    here = next;
                    if (!ahead.isEmpty()) {
                        need(OTHERS_EXECUTE, "chmod o+x ");
                    }
                }
            }
            PosixFileAttributes found = attributes();
            if (found.isDirectory()) {
                return file(Kind.DIRECTORY, 0);
            }
            need(OTHERS_READ, "chmod o+r ");
            return found.isRegularFile() ? file(Kind.FILE, found.size()) : file(Kind.OTHER, 0);
        }

        private DiskFile file(Kind kind, long bytes) {
            return new DiskFile(asked, here, kind, bytes, wayOut, remedy);
        }

        private void follow(Path link) throws IOException {
            links++;
            if (links > MOST_LINKS) {
                throw new FileSystemException(link.toString(), null, "too many links");
            }
            Path target = Files.readSymbolicLink(link);
            if (target.isAbsolute() || !here.resolve(target).normalize().startsWith(root)) {
                wayOut = wayOut.or(() -> Optional.of(link + " -> " + target));
            }
            here = target.isAbsolute() ? top : here;
            Lists.reverse(PARTS.splitToList(target.toString())).forEach(ahead::push);
        }

        /** Of the first that is not open to all; what is beyond a link out of the tree is not asked about. */
        private void need(PosixFilePermission permission, String command) throws IOException {
            if (remedy.isEmpty()
                    && wayOut.isEmpty()
                    && !attributes().permissions().contains(permission)) {
                remedy = Optional.of(command + here);
            }
        }

        private PosixFileAttributes attributes() throws IOException {
            return Files.readAttributes(here, PosixFileAttributes.class, NOFOLLOW_LINKS);
        }
    }
}
