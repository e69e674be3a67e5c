package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An account, and what files' owners, groups and modes let it do. Access control lists and security modules are not looked at.
 *
 * @param name the name
 * @param user its number
 * @param groups the numbers of all its groups
 */
record Account(String name, int user, ImmutableSet<Integer> groups) {
    private static final int READ = 4;
    private static final int WRITE = 2;
    private static final int ENTER = 1;

    Account {
        requireNonNull(name, "name");
        requireNonNull(groups, "groups");
    }

    boolean canRead(Path file) throws IOException {
        return may(file, READ);
    }

    /** Whether it may find files in a directory. */
    boolean canEnter(Path directory) throws IOException {
        return may(directory, ENTER);
    }

    /** Whether it may make and remove files in a directory. */
    boolean canChange(Path directory) throws IOException {
        return may(directory, WRITE | ENTER);
    }

    /** Only the first class that fits counts: an owner may have less than all others (path_resolution(7)). */
    private boolean may(Path file, int wanted) throws IOException {
        if (user == 0) {
            return true;
        }
        Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,gid,mode");
        int mode = (Integer) requireNonNull(attributes.get("mode"));
        int shift = requireNonNull(attributes.get("uid")).equals(user)
                ? 6
                : groups.contains((Integer) requireNonNull(attributes.get("gid"))) ? 3 : 0;
        return (mode >> shift & wanted) == wanted;
    }

    @Override
    public String toString() {
        return name;
    }
}
