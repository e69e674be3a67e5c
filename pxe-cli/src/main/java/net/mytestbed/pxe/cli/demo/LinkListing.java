package net.mytestbed.pxe.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A symbolic link as {@code ls -l} shows it. */
final class LinkListing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private LinkListing() {}

    static String of(Path link) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(link, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return "l%s 1 %s %s %s %s %s -> %s"
                .formatted(
                        PosixFilePermissions.toString(attributes.permissions()),
                        attributes.owner(),
                        attributes.group(),
                        attributes.size(),
                        TIME.format(attributes.lastModifiedTime().toInstant()),
                        link.getFileName(),
                        Files.readSymbolicLink(link));
    }
}
