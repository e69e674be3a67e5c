package net.mytestbed.pxe.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;

/**
 * The files behind the names in one configuration. What cannot be looked for (a URL, a name that leads out of the boot program's
 * directory) is taken to be there.
 */
final class ServedFiles {
    /** The longest file name of PXELINUX, in bytes. */
    static final int LONGEST_NAME = 127;

    private final BootFiles files;
    private final ImmutableList<String> path;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param path the directories of PATH */
    ServedFiles(BootFiles files, ImmutableList<String> path) {
        this.files = files;
        this.path = path;
    }

    /** Whether a file is there. */
    boolean has(String name) {
        return isUrl(name) || plain(name).map(this::exists).orElse(true);
    }

    /** What is in the way of a file that {@link #has} not; nothing where it is simply not there. */
    Optional<BootFiles.Hindrance> hindrance(String name) {
        return plain(name).filter(plain -> !plain.equals(".")).flatMap(files::hindrance);
    }

    /** Whether a module is there, in the directory itself or in one of PATH. */
    boolean hasModule(String name) {
        return has(name)
                || path.stream()
                        .anyMatch(
                                directory -> has(directory.endsWith("/") ? directory + name : directory + "/" + name));
    }

    /** The files that an action needs and that are not there, the kernel or program first. */
    ImmutableList<String> missing(BootAction action) {
        if (action instanceof BootsKernel kernel) {
            return Stream.concat(Stream.of(kernel.kernel()), kernel.initrds().stream())
                    .filter(name -> !has(name))
                    .collect(ImmutableList.toImmutableList());
        }
        if (action instanceof RunsProgram program) {
            boolean isThere = program.kind() == ImageKind.COM32 ? hasModule(program.program()) : has(program.program());
            return isThere ? ImmutableList.of() : ImmutableList.of(program.program());
        }
        if (action instanceof ReadsConfig config && !has(config.file())) {
            return ImmutableList.of(config.file());
        }
        return ImmutableList.of();
    }

    /** Whether a name leads out of the boot program's directory. */
    static boolean leadsOut(String name) {
        return !isUrl(name) && plain(name).isEmpty();
    }

    /** {@code scheme://...} or {@code server::path}, as PXELINUX tells them by the first colon. */
    private static boolean isUrl(String name) {
        int colon = name.indexOf(':');
        return colon >= 0 && (name.startsWith("://", colon) || name.startsWith("::", colon));
    }

    /** The name without detours; empty if it leads out. PXELINUX puts its directory before a name even if that begins with a slash. */
    private static Optional<String> plain(String name) {
        String plain = Files.simplifyPath("./" + name);
        return plain.equals("..") || plain.startsWith("../") ? Optional.empty() : Optional.of(plain);
    }

    private boolean exists(String plain) {
        return !plain.equals(".") && known.computeIfAbsent(plain, files::exists);
    }
}
