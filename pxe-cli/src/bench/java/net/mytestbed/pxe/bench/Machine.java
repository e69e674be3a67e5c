package net.mytestbed.pxe.bench;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    static ImmutableMap<String, String> describe(Extent extent) throws IOException {
        return ImmutableMap.of(
                "date", LocalDate.now(ZoneOffset.UTC).toString(),
                "processors",
                        Runtime.getRuntime().availableProcessors() + " x "
                                + first("/proc/cpuinfo", "model name").replaceFirst(".*: *", ""),
                "memory", first("/proc/meminfo", "MemTotal").replaceFirst(".*: *", ""),
                "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "disk", Files.getFileStore(extent.disk()).type(),
                "load average at the start", Files.readString(Path.of("/proc/loadavg")).trim(),
                "extent", extent.full() ? "full" : "short");
    }

    private static String first(String file, String key) throws IOException {
        ImmutableList<String> found = Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .collect(toImmutableList());
        return found.isEmpty() ? "unknown" : found.get(0);
    }
}
