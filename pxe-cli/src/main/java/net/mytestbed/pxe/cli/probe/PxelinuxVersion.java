package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which PXELINUX a boot program is.
 *
 * @param text the version as it tells it: {@code 6.04}
 * @param major the first number of it: 6
 */
public record PxelinuxVersion(String text, int major) {
    private static final Pattern TOLD = Pattern.compile("PXELINUX (?<version>(?<major>[0-9]{1,3})\\.[0-9]+)");

    /** Before it PXELINUX was in one file (SYSLINUX wiki, "Library modules"). */
    private static final int FIRST_WITH_LIBRARY = 5;

    public PxelinuxVersion {
        requireNonNull(text, "text");
    }

    /**
     * The version that a program tells in clear; empty where it tells none.
     *
     * @param program its bytes, one character for each; the first MiB is enough
     */
    public static Optional<PxelinuxVersion> of(String program) {
        Matcher told = TOLD.matcher(program);
        return told.find()
                ? Optional.of(new PxelinuxVersion(told.group("version"), Integer.parseInt(told.group("major"))))
                : Optional.empty();
    }

    /** Whether it needs its second file, {@code ldlinux.c32}, beside it. */
    public boolean needsLibrary() {
        return major >= FIRST_WITH_LIBRARY;
    }
}
