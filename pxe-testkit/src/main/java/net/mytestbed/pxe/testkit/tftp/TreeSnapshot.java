package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * All that a directory holds at one moment, as a value: names, kinds, the texts of links, and the digests of contents. Times and
 * permissions are no part of it, so that two snapshots are equal if a node would read the same.
 *
 * @param entries what stands under each path; paths are relative to the directory
 */
public record TreeSnapshot(ImmutableSortedMap<String, String> entries) {
    /** Links are not followed. */
    static TreeSnapshot of(Path directory) throws IOException {
        ImmutableSortedMap.Builder<String, String> entries = ImmutableSortedMap.naturalOrder();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (!path.equals(directory)) {
                    entries.put(directory.relativize(path) + "/", "a directory");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                entries.put(directory.relativize(path).toString(), describe(path, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        return new TreeSnapshot(entries.build());
    }

    private static String describe(Path path, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return "a link to " + Files.readSymbolicLink(path);
        }
        if (!attributes.isRegularFile()) {
            return "a special file";
        }
        try {
            return "a file of " + attributes.size() + " bytes, SHA-256 "
                    + MoreFiles.asByteSource(path).hash(Hashing.sha256());
        } catch (AccessDeniedException e) {
            return "a file of " + attributes.size() + " bytes that cannot be read";
        }
    }

    /** What is different in a later snapshot, a sentence for each path; empty if the two are equal. */
    public ImmutableList<String> changesUntil(TreeSnapshot later) {
        return Sets.union(entries.keySet(), later.entries.keySet()).stream()
                .sorted()
                .flatMap(path -> change(path, entry(path), later.entry(path)).stream())
                .collect(toImmutableList());
    }

    private Optional<String> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    private static Optional<String> change(String path, Optional<String> before, Optional<String> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        String now = after.map(entry -> " is " + entry).orElse(" is gone");
        return Optional.of(path + now + before.map(entry -> "; it was " + entry).orElse(" and is new") + ".");
    }
}
