package net.mytestbed.pxe.service.config;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.inventory.http.InventoryDialect;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;
import net.mytestbed.pxe.yaml.YamlMap;
import net.mytestbed.pxe.yaml.YamlReader;
import net.mytestbed.pxe.yaml.YamlValue;

/** Reads the configuration file. Each method reads one section, and gives back what makes it once nothing was wrong anywhere. */
final class PxeConfigReader {
    /** The key of the testbed that stands for all domains without one of their own. */
    private static final Domain BY_DEFAULT = Domain.of("default");

    private final Path file;
    /** For what other sections say of it; known once the section {@code pxe} is read. */
    private Optional<Path> cfgDir = Optional.empty();

    PxeConfigReader(Path file) {
        this.file = file;
    }

    PxeConfig read() {
        return YamlReader.read(file, root -> {
            Supplier<PxeConfig.Pxe> pxe = section(root.require("pxe"), this::pxe);
            Supplier<PxeConfig.Http> http = root.find("http").isPresent()
                    ? section(root.find("http"), this::http)
                    : () -> PxeConfig.Http.DEFAULT;
            Optional<Supplier<AuditConfig>> audit = root.find("audit")
                    .map(value -> section(Optional.of(value), map -> AuditConfig.read(map, this::path)));
            Optional<Supplier<TftpConfig>> tftp = root.find("tftp")
                    .map(value -> section(Optional.of(value), map -> TftpConfig.read(map, this::path, cfgDir)));
            return () -> new PxeConfig(
                    pxe.get(),
                    http.get(),
                    audit.map(Supplier::get),
                    tftp.map(Supplier::get).orElse(TftpConfig.DEFAULT));
        });
    }

    private interface Section<T> {
        Supplier<T> read(YamlMap map);
    }

    private static <T> Supplier<T> section(Optional<YamlValue> value, Section<T> section) {
        Optional<Supplier<T>> read = value.flatMap(YamlValue::asMap).map(section::read);
        return () -> read.orElseThrow().get();
    }

    private Supplier<PxeConfig.Pxe> pxe(YamlMap map) {
        cfgDir = map.require("cfgDir").flatMap(value -> value.as(this::path));
        Optional<Path> stateDir = map.find("stateDir").flatMap(value -> value.as(this::stateDir));
        Optional<BootConfigName> defImage = map.find("defImage").flatMap(value -> value.as(BootConfigName::of));
        Optional<Lifetime> linkLifetime =
                map.find("linkLifetime").flatMap(value -> value.as(PxeConfigReader::lifetime));
        Optional<PreflightMode> preflight = map.find("preflight")
                .flatMap(value -> value.as(text -> choice(text, "preflight mode", PreflightMode.values())));
        InventoryTimes times = InventoryTimes.read(map);
        Supplier<PxeConfig.Testbeds> testbed = section(map.require("testbed"), section -> testbeds(section, times));
        return () -> new PxeConfig.Pxe(
                cfgDir.orElseThrow(),
                stateDir.orElseGet(() -> PxeConfig.Pxe.defaultStateDir(cfgDir.orElseThrow())),
                defImage,
                linkLifetime.orElse(Lifetime.UNTIL_CLEARED),
                preflight.orElse(PreflightMode.ENFORCE),
                testbed.get());
    }

    private static Supplier<PxeConfig.Testbeds> testbeds(YamlMap map, InventoryTimes times) {
        ImmutableMap<Domain, YamlValue> entries = map.entries(Domain::of);
        if (entries.isEmpty()) {
            map.require(BY_DEFAULT.value());
        }
        ImmutableMap<Domain, Supplier<PxeConfig.Testbed>> testbeds = ImmutableMap.copyOf(Maps.transformValues(
                entries, value -> section(Optional.of(value), testbed -> testbed(testbed, times))));
        return () -> new PxeConfig.Testbeds(
                Optional.ofNullable(testbeds.get(BY_DEFAULT)).map(Supplier::get),
                ImmutableMap.copyOf(Maps.transformValues(
                        Maps.filterKeys(testbeds, domain -> !domain.equals(BY_DEFAULT)), Supplier::get)));
    }

    private static Supplier<PxeConfig.Testbed> testbed(YamlMap map, InventoryTimes general) {
        Optional<URI> url = map.require("inventory_url").flatMap(value -> value.as(PxeConfigReader::inventoryUrl));
        Optional<InventoryDialect> dialect = map.find("inventory_dialect")
                .flatMap(value -> value.as(text -> choice(text, "dialect", InventoryDialect.values())));
        InventoryTimes times = InventoryTimes.read(map).or(general);
        ImmutableSet<Network> networks =
                map.find("networks").map(PxeConfigReader::networks).orElse(ImmutableSet.of());
        return () -> new PxeConfig.Testbed(
                new PxeConfig.InventorySource(
                        url.orElseThrow(),
                        dialect.orElse(InventoryDialect.AUTO),
                        times.timeLimits(),
                        times.cachePolicy()),
                networks);
    }

    /** None at all would refuse every node: who wants no check leaves the key out. */
    private static ImmutableSet<Network> networks(YamlValue value) {
        return value.asList("Expected at least one network, as in [10.18.0.0/16].").stream()
                .flatMap(item -> item.as(Network::of).stream())
                .collect(toImmutableSet());
    }

    private Supplier<PxeConfig.Http> http(YamlMap map) {
        Optional<String> address = map.find("address").flatMap(value -> value.as(PxeConfigReader::address));
        Optional<Integer> port = map.find("port").flatMap(value -> value.as(PxeConfigReader::port));
        PxeConfig.Access access = access(map);
        Optional<Supplier<PxeConfig.Tls>> tls = map.find("tls").map(value -> section(Optional.of(value), this::tls));
        return () -> new PxeConfig.Http(
                address.orElse(PxeConfig.Http.DEFAULT.address()),
                port.orElse(PxeConfig.Http.DEFAULT.port()),
                access,
                tls.map(Supplier::get));
    }

    private Supplier<PxeConfig.Tls> tls(YamlMap map) {
        boolean isPkcs12 = map.find("keystore").isPresent();
        Optional<Path> certificate =
                map.require(isPkcs12 ? "keystore" : "certificate").flatMap(value -> value.as(this::path));
        Optional<Path> secret = map.require(isPkcs12 ? "password_file" : "key").flatMap(value -> value.as(this::path));
        return () -> new PxeConfig.Tls(certificate.orElseThrow(), isPkcs12, secret.orElseThrow());
    }

    private PxeConfig.Access access(YamlMap map) {
        Optional<ImmutableMap<Domain, ImmutableSet<Network>>> allow = map.find("allow")
                .flatMap(YamlValue::asMap)
                .map(domains -> ImmutableMap.copyOf(
                        Maps.transformValues(domains.entries(Domain::of), PxeConfigReader::networks)));
        return new PxeConfig.Access(
                allow,
                map.find("legacy").map(PxeConfigReader::networks),
                map.find("tokens").flatMap(value -> value.as(this::path)));
    }

    /** A relative path is one beside the configuration file, wherever the service was started. */
    private Path path(String text) {
        checkArgument(!text.isBlank(), "%s is not a path.", quoted(text));
        return file.toAbsolutePath().resolveSibling(text).normalize();
    }

    private Path stateDir(String text) {
        Path stateDir = path(text);
        cfgDir.ifPresent(directory -> PxeConfig.Pxe.checkDifferent(directory, stateDir));
        return stateDir;
    }

    private static Lifetime lifetime(String text) {
        if (text.equals("none")) {
            return Lifetime.UNTIL_CLEARED;
        }
        return Lifetime.of(Duration.ofSeconds(number(text, "a number of seconds, or 0 or none for until cleared")));
    }

    private static int port(String text) {
        return new PxeConfig.Http("", Ints.saturatedCast(number(text, "a port, 0 to 65535"))).port();
    }

    private static long number(String text, String expected) {
        return Optional.ofNullable(Longs.tryParse(text))
                .orElseThrow(() -> new IllegalArgumentException(quoted(text) + " is not " + expected + "."));
    }

    private static String address(String text) {
        checkArgument(
                InetAddresses.isInetAddress(text) || InternetDomainName.isValid(text),
                "%s is neither an address nor the name of a host.",
                quoted(text));
        return text;
    }

    private static <T extends Enum<T>> T choice(String text, String what, T[] choices) {
        return Arrays.stream(choices)
                .filter(choice -> Ascii.toLowerCase(choice.name()).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(quoted(text) + " is not a " + what + ": expected "
                        + Arrays.stream(choices)
                                .map(choice -> Ascii.toLowerCase(choice.name()))
                                .collect(joining(", ")) + "."));
    }

    private static URI inventoryUrl(String text) {
        // Whoever reads the log need not read a password that stands before an @.
        String refusal = quoted(text.replaceFirst("//.*@", "//...@"))
                + " is not the URL of an inventory: expected one as in http://inventory:5054/inventory or"
                + " file:/etc/omf-aggmgr-pxe/inventory.yaml.";
        try {
            URI url = new URI(text);
            HttpInventory.requireNoPassword(url);
            boolean http = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() <= 65_535;
            boolean file = "file".equals(url.getScheme())
                    && url.getPath() != null
                    && url.getPath().indexOf('\0') < 0
                    && url.getAuthority() == null;
            checkArgument((http || file) && url.getQuery() == null && url.getFragment() == null, refusal);
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(refusal, e);
        }
    }
}
