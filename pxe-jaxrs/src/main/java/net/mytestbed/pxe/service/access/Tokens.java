package net.mytestbed.pxe.service.access;

import static com.google.common.base.Preconditions.checkArgument;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.mytestbed.pxe.node.Domain;
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

    private final Path file;
    private FileTime readAt;
    private ImmutableMap<HashCode, Grant> grants;

    private record Entry(HashCode hash, Grant grant) {}

    private Tokens(Path file) {
        this.file = file;
        this.readAt = changedAt(file);
        this.grants = read(file);
    }

    /** @throws YamlException with everything that is wrong with the file */
    public static Tokens open(Path file) {
        return new Tokens(file);
    }

    /** What this token allows, if it is one. Looking it up by its hash tells nobody by its time how much of a guess was right. */
    Optional<Grant> find(String token) {
        return Optional.ofNullable(current().get(Hashing.sha256().hashString(token, StandardCharsets.UTF_8)));
    }

    private synchronized ImmutableMap<HashCode, Grant> current() {
        FileTime changed = changedAt(file);
        if (!changed.equals(readAt)) {
            readAt = changed;
            try {
                grants = read(file);
                log.info("tokens-read file={} tokens={}", file, grants.size());
            } catch (YamlException e) {
                log.error(
                        "tokens-broken file={} reason={} use=as-before", file, quoted(String.valueOf(e.getMessage())));
            }
        }
        return grants;
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static ImmutableMap<HashCode, Grant> read(Path file) {
        return YamlReader.read(file, root -> {
            ImmutableMap<String, YamlValue> entries = root.require("tokens")
                    .flatMap(YamlValue::asMap)
                    .map(map -> map.entries(name -> name))
                    .orElse(ImmutableMap.of());
            Map<String, Supplier<Entry>> read = new HashMap<>();
            entries.forEach((name, value) -> value.asMap().ifPresent(map -> read.put(name, entry(name, map))));
            return () -> {
                Map<HashCode, Grant> grants = new HashMap<>();
                read.values()
                        .forEach(entry ->
                                grants.put(entry.get().hash(), entry.get().grant()));
                return ImmutableMap.copyOf(grants);
            };
        });
    }

    private static Supplier<Entry> entry(String name, YamlMap map) {
        Optional<HashCode> hash = map.require("sha256").flatMap(value -> value.as(Tokens::hash));
        Optional<ImmutableSet<Right>> rights = map.require("rights")
                .map(value -> value.asList().stream()
                        .flatMap(item -> item.as(Tokens::right).stream())
                        .collect(ImmutableSet.toImmutableSet()));
        Optional<ImmutableSet<Domain>> domains = map.find("domains").map(value -> {
            if (value.asList().isEmpty()) {
                value.complain("Expected at least one domain; leave the key out for all of them.");
            }
            return value.asList().stream()
                    .flatMap(item -> item.as(Domain::of).stream())
                    .collect(ImmutableSet.toImmutableSet());
        });
        map.find("rights")
                .filter(value -> value.asList().isEmpty())
                .ifPresent(value -> value.complain("Expected at least one right: read, set, all."));
        return () -> new Entry(
                hash.orElseThrow(),
                new Grant(name, Collections.max(rights.orElseThrow()), domains.orElse(ImmutableSet.of())));
    }

    private static HashCode hash(String text) {
        checkArgument(
                SHA_256.matcher(text).matches(),
                "%s is not a SHA-256: expected 64 digits from 0 to f, as sha256sum prints them.",
                quoted(text));
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
