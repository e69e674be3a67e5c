package net.mytestbed.pxe.service.config;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.yaml.YamlMap;

/**
 * The section {@code audit}.
 *
 * @param file the file in which changes are noted; what is written has the day and a number before the ending, as in
 *     {@code audit.2016-01-24.0.jsonl}
 * @param maxFileSize after how many bytes the next file is begun, at least 1
 * @param maxHistory for how many days files are kept, at least 1
 * @param totalSizeCap how many bytes all files may have together before the oldest go, at least {@code maxFileSize}
 */
public record AuditConfig(Path file, long maxFileSize, int maxHistory, long totalSizeCap) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long DEFAULT_FILE_SIZE = 10 * MEBIBYTE;
    private static final int DEFAULT_HISTORY = 365;
    private static final long DEFAULT_TOTAL_SIZE = 1024 * MEBIBYTE;
    private static final Pattern SIZE = Pattern.compile("(?<number>[0-9]{1,9}) ?(?<unit>[KMG]?B?)");
    private static final String UNITS = "BKMG";

    /** @throws IllegalArgumentException if a number is too small, or the whole is smaller than a part */
    public AuditConfig {
        requireNonNull(file, "file");
        checkArgument(maxFileSize >= 1, "%s bytes are not the size of a file: expected 1 at least.", maxFileSize);
        checkArgument(maxHistory >= 1, "%s is not a number of days: expected 1 at least.", maxHistory);
        checkArgument(
                totalSizeCap >= maxFileSize,
                "All files together (%s bytes) cannot be smaller than one of them (%s bytes).",
                totalSizeCap,
                maxFileSize);
    }

    static Supplier<AuditConfig> read(YamlMap map, Function<String, Path> path) {
        Optional<Path> file = map.require("file").flatMap(value -> value.as(path));
        Optional<Long> maxFileSize = map.find("maxFileSize").flatMap(value -> value.as(AuditConfig::size));
        Optional<Integer> maxHistory = map.find("maxHistory").flatMap(value -> value.as(AuditConfig::days));
        long fileSize = maxFileSize.orElse(DEFAULT_FILE_SIZE);
        Optional<Long> totalSizeCap =
                map.find("totalSizeCap").flatMap(value -> value.as(text -> totalSize(text, fileSize)));
        return () -> new AuditConfig(
                file.orElseThrow(),
                fileSize,
                maxHistory.orElse(DEFAULT_HISTORY),
                totalSizeCap.orElse(Math.max(DEFAULT_TOTAL_SIZE, fileSize)));
    }

    private static long totalSize(String text, long fileSize) {
        return new AuditConfig(Path.of(""), fileSize, DEFAULT_HISTORY, size(text)).totalSizeCap();
    }

    /** As logback writes sizes: 10MB is 10 times 1024 times 1024 bytes. */
    private static long size(String text) {
        Matcher size = SIZE.matcher(text);
        checkArgument(size.matches(), "%s is not a size: expected one as in 500KB, 10MB, 1GB.", quoted(text));
        String unit = size.group("unit");
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0));
        long bytes = Long.parseLong(size.group("number")) << (10 * power);
        checkArgument(bytes >= 1, "%s is not a size: expected one byte at least.", quoted(text));
        return bytes;
    }

    private static int days(String text) {
        Long days = Longs.tryParse(text);
        checkArgument(days != null && days >= 1, "%s is not a number of days: expected 1 at least.", quoted(text));
        return Ints.saturatedCast(requireNonNull(days));
    }
}
