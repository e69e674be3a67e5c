package net.mytestbed.pxe.service.access;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.yaml.LastGoodVersion;
import net.mytestbed.pxe.yaml.YamlException;
import net.mytestbed.pxe.yaml.YamlMap;
import net.mytestbed.pxe.yaml.YamlReader;
import net.mytestbed.pxe.yaml.YamlValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens in a file, each by the SHA-256 of it, so that who reads the file cannot use them. That is enough for tokens that nobody
 * can guess (32 random bytes). The file is read again when it changes; a broken new version is reported, and the last good one stays.
 */
public final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final LastGoodVersion<ImmutableMap<HashCode, Grant>> grants;

    private record Entry(String name, Supplier<Grant> grant) {}

    private Tokens(LastGoodVersion<ImmutableMap<HashCode, Grant>> grants) {
        this.grants = grants;
    }

    /** @throws YamlException with everything that is wrong with the file */
    public static Tokens open(Path file) {
        return new Tokens(new LastGoodVersion<>(file, Tokens::read, log, "tokens-broken"));
    }

    /** What this token allows, if it is one. Looking it up by its hash tells nobody by its time how much of a guess was right. */
    Optional<Grant> find(String token) {
        return Optional.ofNullable(grants.content().get(Hashing.sha256().hashString(token, StandardCharsets.UTF_8)));
    }

    private static ImmutableMap<HashCode, Grant> read(Path file) {
        ImmutableMap<HashCode, Grant> grants = YamlReader.read(file, root -> {
            Map<HashCode, Entry> entries = new HashMap<>();
            tokens(root)
                    .forEach((name, value) -> value.asMap().ifPresent(map -> {
                        Optional<HashCode> hash = map.require("sha256").flatMap(text -> text.as(Tokens::hash));
                        Entry entry = new Entry(name, grant(name, map));
                        hash.map(token -> entries.putIfAbsent(token, entry))
                                .ifPresent(other -> value.complain("This is the token of " + quoted(other.name())
                                        + " as well: make one of its own for each name."));
                    }));
            return () -> ImmutableMap.copyOf(
                    Maps.transformValues(entries, entry -> entry.grant().get()));
        });
        log.info("tokens-read file={} tokens={}", file, grants.size());
        return grants;
    }

    private static ImmutableMap<String, YamlValue> tokens(YamlMap root) {
        return root.require("tokens")
                .flatMap(YamlValue::asMap)
                .map(map -> map.entries(name -> name))
                .orElse(ImmutableMap.of());
    }

    private static Supplier<Grant> grant(String name, YamlMap map) {
        Optional<ImmutableSet<Right>> rights = map.require("rights")
                .map(value -> some(value, Tokens::right, "Expected at least one right: read, set, all."));
        Optional<ImmutableSet<Domain>> domains = map.find("domains")
                .map(value ->
                        some(value, Domain::of, "Expected at least one domain; leave the key out for all of them."));
        return () -> new Grant(name, Collections.max(rights.orElseThrow()), domains.orElse(ImmutableSet.of()));
    }

    private static <T> ImmutableSet<T> some(YamlValue value, Function<String, T> type, String expected) {
        return value.asList(expected).stream()
                .flatMap(item -> item.as(type).stream())
                .collect(toImmutableSet());
    }

    /** The value is not told: who does not know what belongs here writes the token itself. */
    private static HashCode hash(String text) {
        checkArgument(
                SHA_256.matcher(text).matches(),
                "This is not a SHA-256: expected 64 digits from 0 to f, as sha256sum prints them.");
        return HashCode.fromString(text);
    }

    private static Right right(String text) {
        return Arrays.stream(Right.values())
                .filter(right -> Ascii.toLowerCase(right.name()).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(quoted(text) + " is not a right: expected read, set, all."));
    }
}
