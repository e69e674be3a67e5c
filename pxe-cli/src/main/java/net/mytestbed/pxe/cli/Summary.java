package net.mytestbed.pxe.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A line that says it all, where there are too many lines above to count: {@code 400 nodes: 399 created, 1 refused}. */
final class Summary {
    private Summary() {}

    /**
     * Sums up.
     *
     * @param kind by what the things are counted
     * @return nothing for a single thing, which is its own summary
     */
    static <T> Optional<String> of(String things, List<T> all, Function<T, String> kind) {
        if (all.size() <= 1) {
            return Optional.empty();
        }
        Map<String, Long> counts = all.stream().collect(groupingBy(kind, LinkedHashMap::new, counting()));
        return Optional.of(all.size() + " " + things + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(joining(", ")));
    }
}
