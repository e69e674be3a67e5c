package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong while one file is read. */
final class Complaints {
    private final Path file;
    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<YamlMap> mapsRead = new LinkedHashSet<>();

    Complaints(Path file) {
        this.file = requireNonNull(file, "file");
    }

    void add(int line, String key, String sentence) {
        complaints.add(new Complaint(file, line, key, sentence));
    }

    /** Only of mappings that were read: where something else was expected, that is said and the keys do not matter. */
    void willCheckKeysOf(YamlMap map) {
        mapsRead.add(map);
    }

    void checkKeys() {
        mapsRead.forEach(YamlMap::complainOfUnknownKeys);
    }

    boolean isEmpty() {
        return complaints.isEmpty();
    }

    YamlException toException() {
        complaints.sort(Comparator.comparingInt(Complaint::line));
        return new YamlException(complaints);
    }
}
