package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * One thing that is wrong with a file.
 *
 * @param file the file, as it was named by whoever had it read
 * @param line the line, counted from 1; 0 where it is about the file as a whole
 * @param key the way to the key from the top, joined by dots ({@code pxe.cfgDir}); empty where it is about no key
 * @param sentence what is wrong and what was expected, for an operator
 */
public record Complaint(Path file, int line, String key, String sentence) {
    public Complaint {
        requireNonNull(file, "file");
        requireNonNull(key, "key");
        requireNonNull(sentence, "sentence");
    }

    /** As compilers write it: {@code /etc/pxe.yaml:3: pxe.cfgdir: ...}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + sentence;
    }
}
