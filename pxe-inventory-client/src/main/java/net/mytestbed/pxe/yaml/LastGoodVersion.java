package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * What a file says that is read again at the first question after it changed. A new version that is broken, or gone, is logged with
 * everything that is wrong with it, and the last good version stays in use. Safe for concurrent use.
 */
public final class LastGoodVersion<T> {
    private final Path file;
    private final Function<Path, T> reading;
    private final Logger log;
    private final String event;
    private volatile Version<T> current;

    /** @param stamp the file's, before it was read */
    private record Version<T>(FileStamp stamp, T content) {}

    /**
     * Reads the file for the first time.
     *
     * @param reading reads it, and throws a {@link YamlException} if it is broken
     * @param log is told of broken versions
     * @param event what a line of the log begins with
     * @throws YamlException with everything that is wrong with the file
     */
    public LastGoodVersion(Path file, Function<Path, T> reading, Logger log, String event) {
        this.file = requireNonNull(file, "file");
        this.reading = requireNonNull(reading, "reading");
        this.log = requireNonNull(log, "log");
        this.event = requireNonNull(event, "event");
        FileStamp stamp = FileStamp.of(file);
        this.current = new Version<>(stamp, reading.apply(file));
    }

    /** What the file says, or said when it was good. */
    public T content() {
        Version<T> version = current;
        return FileStamp.of(file).equals(version.stamp()) ? version.content() : readAgain();
    }

    private synchronized T readAgain() {
        FileStamp stamp = FileStamp.of(file);
        if (!stamp.equals(current.stamp())) {
            current = new Version<>(stamp, newContentOr(current.content()));
        }
        return current.content();
    }

    private T newContentOr(T lastGood) {
        try {
            return reading.apply(file);
        } catch (YamlException broken) {
            log.warn(
                    "{} file={} complaints={} in-use=last-good-version",
                    event,
                    file,
                    broken.complaints().size());
            broken.complaints().forEach(complaint -> log.warn("{} {}", event, complaint));
            return lastGood;
        }
    }
}
