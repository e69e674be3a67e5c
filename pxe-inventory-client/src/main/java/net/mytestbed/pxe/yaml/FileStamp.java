package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * By what a file that was read before is seen to have changed. A file that is gone has a stamp, too.
 *
 * @param attributes which file it is, its size and its times. The time of the last change of the inode tells one that was made
 *     readable from before, and one that came with an old date
 */
public record FileStamp(ImmutableMap<String, Object> attributes) {
    public FileStamp {
        requireNonNull(attributes, "attributes");
    }

    /** The file as it is now. To be taken before it is read, so that a change meanwhile is seen the next time. */
    public static FileStamp of(Path file) {
        try {
            return new FileStamp(
                    ImmutableMap.copyOf(Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime")));
        } catch (IOException gone) {
            return new FileStamp(ImmutableMap.of());
        }
    }
}
