package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * One mapping of a file. A key that was asked for is known, whether it is there or not; every other key that stands in the file is
 * reported as unknown when the whole file was read, with the nearest known key.
 */
public final class YamlMap {
    private final Place place;
    private final ImmutableMap<String, YamlValue> members;
    private final Set<String> known = new LinkedHashSet<>();

    YamlMap(Place place, ImmutableMap<String, YamlValue> members) {
        this.place = requireNonNull(place, "place");
        this.members = requireNonNull(members, "members");
    }

    /** The value of a key that may be left out. */
    public Optional<YamlValue> find(String key) {
        known.add(key);
        return Optional.ofNullable(members.get(key));
    }

    /** The value of a key that must be there; if it is not, that is reported and nothing returned. */
    public Optional<YamlValue> require(String key) {
        Optional<YamlValue> found = find(key);
        if (found.isEmpty()) {
            place.complain("The key " + quoted(key) + " is missing; add it.");
        }
        return found;
    }

    /**
     * All keys with their values in the order of the file, for a mapping whose keys are names and not settings. What is no name,
     * or stands already in another spelling, is reported and left out.
     *
     * @param type makes the name of a key; an IllegalArgumentException is reported with its message
     */
    public <K> ImmutableMap<K, YamlValue> entries(Function<String, K> type) {
        known.addAll(members.keySet());
        Map<K, YamlValue> entries = new LinkedHashMap<>();
        members.forEach((key, member) -> {
            try {
                YamlValue earlier = entries.putIfAbsent(type.apply(key), member);
                if (earlier != null) {
                    member.complain(quoted(key) + " stands already on line " + earlier.line() + "; remove one.");
                }
            } catch (IllegalArgumentException refusal) {
                member.complain(requireNonNullElse(refusal.getMessage(), refusal.toString()));
            }
        });
        return ImmutableMap.copyOf(entries);
    }

    /** To be called once, after reading, so that every known key is known. */
    void complainOfUnknownKeys() {
        members.forEach((key, member) -> {
            if (!known.contains(key)) {
                member.complain("The key " + quoted(key) + " is not known here" + nearestKnown(key) + ".");
            }
        });
    }

    private String nearestKnown(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(other -> distance.apply(Ascii.toLowerCase(key), Ascii.toLowerCase(other))))
                .map(nearest -> "; the nearest known key is " + quoted(nearest))
                .orElse("");
    }
}
