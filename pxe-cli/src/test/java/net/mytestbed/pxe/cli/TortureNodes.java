package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes of a torture test, and what each may boot by now: more than one thing only while a request has no answer. */
final class TortureNodes {
    static final ImmutableList<String> IMAGES = ImmutableList.of("orbit-2.0.0", "orbit-3.1", "omf-5.4");
    static final String DOMAIN = "sb8.orbit-lab.org";

    /** Nodes of one client; no other client asks for them. */
    static final int ROWS = 12;

    /** The nodes of a client up to this row are set again and again and never cleared. */
    static final int NEVER_CLEARED = 6;

    record Place(int client, int row) {
        String name() {
            return "node" + client + "-" + row;
        }

        String address() {
            return "10.18." + client + "." + row;
        }

        String hex() {
            return String.format("0A12%02X%02X", client, row);
        }

        boolean isNeverCleared() {
            return row <= NEVER_CLEARED;
        }
    }

    private final ImmutableList<Place> places;
    private final Map<Place, Set<Optional<String>>> possible = new ConcurrentHashMap<>();

    TortureNodes(int clients) {
        places = IntStream.rangeClosed(1, clients)
                .boxed()
                .flatMap(client -> IntStream.rangeClosed(1, ROWS).mapToObj(row -> new Place(client, row)))
                .collect(ImmutableList.toImmutableList());
        places.forEach(place -> possible.put(place, ImmutableSet.of(Optional.empty())));
    }

    ImmutableList<Place> places() {
        return places;
    }

    ImmutableList<Place> ofClient(int client) {
        return places.stream().filter(place -> place.client() == client).collect(ImmutableList.toImmutableList());
    }

    /** Writes an inventory that knows the nodes, and the configuration of a service for them; the answer is the latter. */
    Path configuration(Path directory, Path cfgDir) throws IOException {
        String inventory = places.stream()
                .map(node -> "      " + node.name() + ": " + node.address() + "\n")
                .collect(Collectors.joining("", "domains:\n  " + DOMAIN + ":\n    nodes:\n", ""));
        Path file = Files.writeString(directory.resolve("inventory.yaml"), inventory);
        return Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: %s
                  testbed:
                    default:
                      inventory_url: file:%s
                http:
                  port: 0
                """.formatted(cfgDir, file));
    }

    /** Some nodes of a client, at least one. */
    ImmutableList<Place> some(int client, boolean toClear, Random random) {
        ImmutableList<Place> all = places.stream()
                .filter(place -> place.client() == client && !(toClear && place.isNeverCleared()))
                .collect(ImmutableList.toImmutableList());
        int from = random.nextInt(all.size());
        return all.subList(from, from + 1 + random.nextInt(all.size() - from));
    }

    /** A request begins: from now on each of these nodes may boot what it did, or this. */
    void asked(ImmutableList<Place> nodes, Optional<String> image) {
        nodes.forEach(node -> possible.compute(
                node,
                (place, before) -> ImmutableSet.<Optional<String>>builder()
                        .addAll(before)
                        .add(image)
                        .build()));
    }

    /** It was answered. */
    void settled(ImmutableList<Place> nodes, Optional<String> image) {
        nodes.forEach(node -> possible.put(node, ImmutableSet.of(image)));
    }

    boolean mayBoot(Place node, Optional<String> image) {
        return possible(node).contains(image);
    }

    /** All that it may boot. */
    Set<Optional<String>> possible(Place node) {
        return possible.getOrDefault(node, ImmutableSet.of());
    }
}
