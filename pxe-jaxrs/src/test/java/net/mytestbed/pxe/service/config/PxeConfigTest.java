package net.mytestbed.pxe.service.config;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.http.InventoryDialect;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;
import net.mytestbed.pxe.yaml.YamlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PxeConfigTest {
    private static final String OLD = """
            #
            # The PXE service of an OMF 5.4 aggregate manager
            #
            ---\s
            pxe:
              # The default PXE image to use, if the inventory does not know one
              defImage: orbit-1.0.0

              # Location of the PXE configuration directory
              cfgDir: /tftpboot/pxelinux.cfg

              # Time in seconds after which the link is removed
              linkLifetime: 300

              # One entry for each testbed
              testbed:
                default:\s
                  inventory_url: 'http://localhost:5054/inventory'
            """;

    private static final PxeConfig.Testbed LOCAL = new PxeConfig.Testbed(
            PxeConfig.InventorySource.of(URI.create("http://localhost:5054/inventory"), InventoryDialect.AUTO),
            ImmutableSet.of());

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("pxe.yaml");
    }

    private PxeConfig read(String text) throws IOException {
        Files.writeString(file, text);
        return PxeConfig.read(file);
    }

    private PxeConfig readPxe(String lines) throws IOException {
        return read(
                "pxe:\n  cfgDir: /tftpboot/pxelinux.cfg\n  testbed: {default: {inventory_url: 'http://inventory/'}}\n"
                        + lines);
    }

    private List<String> complaints(String text) throws IOException {
        Files.writeString(file, text);
        return assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> PxeConfig.read(file))
                .actual()
                .complaints()
                .stream()
                .map(complaint -> complaint.toString().replace(directory + "/", ""))
                .collect(toList());
    }

    private List<String> complaintsOfPxe(String lines) throws IOException {
        return complaints(
                "pxe:\n  cfgDir: /tftpboot/pxelinux.cfg\n  testbed: {default: {inventory_url: 'http://inventory/'}}\n"
                        + lines);
    }

    @Test
    void anOldFileOfOmfWorksUnchanged() throws IOException {
        assertThat(read(OLD))
                .isEqualTo(new PxeConfig(
                        new PxeConfig.Pxe(
                                Path.of("/tftpboot/pxelinux.cfg"),
                                Path.of("/tftpboot/pxelinux.leases"),
                                Optional.of(BootConfigName.of("orbit-1.0.0")),
                                Lifetime.of(Duration.ofMinutes(5)),
                                PreflightMode.ENFORCE,
                                new PxeConfig.Testbeds(Optional.of(LOCAL), ImmutableMap.of())),
                        new PxeConfig.Http("127.0.0.1", 5054),
                        Optional.empty(),
                        TftpConfig.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "500B, 500", "2KB, 2048", "3 MB, 3145728", "1G, 1073741824"})
    void sizesOfTheAuditFileAreWrittenAsLogbackDoes(String size, long bytes) throws IOException {
        AuditConfig audit = read(OLD + "audit: {file: a.jsonl, totalSizeCap: 10GB, maxFileSize: " + size + "}\n")
                .audit()
                .orElseThrow();
        assertThat(audit.maxFileSize()).isEqualTo(bytes);
    }

    @Test
    void anAuditFileIsBesideTheConfigurationAndKeptForAYear() throws IOException {
        assertThat(read(OLD + "audit: {file: audit.jsonl}\n").audit())
                .contains(new AuditConfig(directory.resolve("audit.jsonl"), 10 << 20, 365, 1 << 30));
    }

    @Test
    void whatIsWrongWithTheAuditFileIsNamedByItsKey() throws IOException {
        assertThat(complaints(OLD + "audit:\n  fil: x\n  maxFileSize: huge\n  maxHistory: 0\n  totalSizeCap: 0\n"))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains("audit", "\"file\" is missing"))
                .anySatisfy(line -> assertThat(line).contains("audit.fil:", "\"file\""))
                .anySatisfy(line -> assertThat(line).contains("audit.maxFileSize", "10MB"))
                .anySatisfy(line -> assertThat(line).contains("audit.maxHistory", "days"))
                .anySatisfy(line -> assertThat(line).contains("audit.totalSizeCap"));
        assertThat(complaints(OLD + "audit: {file: x, maxFileSize: 10MB, totalSizeCap: 1MB}\n"))
                .singleElement()
                .asString()
                .contains("audit.totalSizeCap", "cannot be smaller");
    }

    @Test
    void everyKeyIsTaken() throws IOException {
        assertThat(read("""
                                pxe:
                                  cfgDir: /srv/tftp/pxelinux.cfg
                                  stateDir: /srv/tftp/leases
                                  defImage: orbit-2.0.0
                                  linkLifetime: 600
                                  preflight: warn
                                  testbed:
                                    default:
                                      inventory_url: 'http://localhost:5054/inventory'
                                    Sb8.orbit-lab.org:
                                      inventory_url: 'https://sb8:8080/inventory'
                                      inventory_dialect: orbit
                                      networks: [10.18.0.0/16, 10.8.0.0/24]
                                    norbit:
                                      inventory_url: file:/etc/omf-aggmgr-pxe/inventory.yaml
                                http:
                                  address: 10.18.0.1
                                  port: 0
                                audit:
                                  file: /var/log/pxe/audit.jsonl
                                  maxFileSize: 5MB
                                  maxHistory: 30
                                  totalSizeCap: 100MB
                                tftp:
                                  server: 10.18.0.1:6969
                                  root: /srv
                                """))
                .isEqualTo(new PxeConfig(
                        new PxeConfig.Pxe(
                                Path.of("/srv/tftp/pxelinux.cfg"),
                                Path.of("/srv/tftp/leases"),
                                Optional.of(BootConfigName.of("orbit-2.0.0")),
                                Lifetime.of(Duration.ofMinutes(10)),
                                PreflightMode.WARN,
                                new PxeConfig.Testbeds(
                                        Optional.of(LOCAL),
                                        ImmutableMap.of(
                                                Domain.of("sb8.orbit-lab.org"),
                                                new PxeConfig.Testbed(
                                                        PxeConfig.InventorySource.of(
                                                                URI.create("https://sb8:8080/inventory"),
                                                                InventoryDialect.ORBIT),
                                                        ImmutableSet.of(
                                                                Network.of("10.18.0.0/16"), Network.of("10.8.0.0/24"))),
                                                Domain.of("norbit"),
                                                new PxeConfig.Testbed(
                                                        PxeConfig.InventorySource.of(
                                                                URI.create("file:/etc/omf-aggmgr-pxe/inventory.yaml"),
                                                                InventoryDialect.AUTO),
                                                        ImmutableSet.of())))),
                        new PxeConfig.Http("10.18.0.1", 0),
                        Optional.of(new AuditConfig(Path.of("/var/log/pxe/audit.jsonl"), 5 << 20, 30, 100L << 20)),
                        new TftpConfig(HostAndPort.fromParts("10.18.0.1", 6969), Optional.of(Path.of("/srv")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  linkLifetime: 0\n", "  linkLifetime: none\n"})
    void withoutALifetimeLinksStandUntilCleared(String line) throws IOException {
        assertThat(readPxe(line).pxe().linkLifetime()).isEqualTo(Lifetime.UNTIL_CLEARED);
    }

    @Test
    void aRelativePathIsRelativeToTheFile() throws IOException {
        PxeConfig config =
                read("pxe: {cfgDir: tftp/pxelinux.cfg, testbed: {default: {inventory_url: 'http://inventory/'}}}");
        assertThat(config.pxe().cfgDir()).isEqualTo(directory.resolve("tftp/pxelinux.cfg"));
        assertThat(config.pxe().stateDir()).isEqualTo(directory.resolve("tftp/pxelinux.leases"));
    }

    @ParameterizedTest
    @CsvSource({
        "tftp, tftp:69",
        "tftp.orbit-lab.org, tftp.orbit-lab.org:69",
        "10.0.0.1, 10.0.0.1:69",
        "'10.0.0.1:6969', '10.0.0.1:6969'",
        "'::1', '[::1]:69'"
    })
    void aTftpServerIsAHostAndMayHaveAPort(String text, String server) throws IOException {
        assertThat(readPxe("tftp: {server: '" + text + "'}\n").tftp().server()).hasToString(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1:0", "10.0.0.1:65536", "10.0.0.1:tftp", "a b", "tftp://10.0.0.1"})
    void whatIsNoTftpServerIsRefused(String text) throws IOException {
        assertThat(complaintsOfPxe("tftp:\n  server: '" + text + "'\n"))
                .singleElement()
                .asString()
                .contains("pxe.yaml:5", "tftp.server", "expected HOST or HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/tftp", "/tftpboot/pxelinux.cfg", "/tftpb"})
    void aTftpRootWithoutTheBootDirectoryIsRefused(String root) throws IOException {
        assertThat(complaintsOfPxe("tftp: {root: " + root + "}\n"))
                .singleElement()
                .asString()
                .contains("tftp.root", "/tftpboot/pxelinux.cfg is not below " + root);
    }

    private PxeConfig.InventorySource inventoryOf(String pxeLines, String testbedLines) throws IOException {
        return read("pxe:\n  cfgDir: /t/p\n" + pxeLines.indent(2).replaceAll("(?m)^ +", "  ")
                        + "  testbed:\n    sb8:\n      inventory_url: http://sb8/\n" + testbedLines)
                .pxe()
                .testbed()
                .byDomain()
                .values()
                .asList()
                .get(0)
                .inventory();
    }

    @Test
    void theTimesOfInventoriesAreTaken() throws IOException {
        PxeConfig.InventorySource inventory = inventoryOf("""
                  inventory_ttl: 1m
                  inventory_stale: 3600
                  inventory_connect_timeout: 1
                  inventory_answer_timeout: PT0.5S
                  inventory_request_timeout: 20s
                """, "");
        assertThat(inventory.cache()).isEqualTo(new CachePolicy(Duration.ofMinutes(1), Duration.ofHours(1)));
        assertThat(inventory.limits())
                .isEqualTo(new TimeLimits(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(20),
                        TimeLimits.DEFAULT.pause()));
    }

    @Test
    void theTimesOfATestbedGoBeforeThoseOfAll() throws IOException {
        PxeConfig.InventorySource inventory =
                inventoryOf("  inventory_ttl: 1m\n  inventory_stale: 1h\n", "      inventory_ttl: 0\n");
        assertThat(inventory.cache()).isEqualTo(new CachePolicy(Duration.ZERO, Duration.ofHours(1)));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithLineKeyAndNearestKnownKey() throws IOException {
        assertThat(complaints("""
                                pxe:
                                  cfgdir: /tftpboot/pxelinux.cfg
                                  defImage: ../etc/passwd
                                  linkLifetime: soon
                                  testbed:
                                    default:
                                      inventory_uri: 'http://localhost:5054/inventory'
                                      inventory_dialect: orbot
                                    'sb 8':
                                      inventory_url: 'http://sb8/inventory'
                                http:
                                  port: [80]
                                htttp: {}
                                """))
                .satisfiesExactlyInAnyOrder(
                        complaint -> assertThat(complaint).startsWith("pxe.yaml:1: pxe: The key \"cfgDir\" is missing"),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:2: pxe.cfgdir: ")
                                .contains("nearest known key is \"cfgDir\""),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:3: pxe.defImage: \"../etc/passwd\" is not the name"),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:4: pxe.linkLifetime: \"soon\" is not a number of seconds"),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:6: pxe.testbed.default: The key \"inventory_url\" is missing"),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:7: pxe.testbed.default.inventory_uri: ")
                                .contains("nearest known key is \"inventory_url\""),
                        complaint -> assertThat(complaint)
                                .startsWith(
                                        "pxe.yaml:8: pxe.testbed.default.inventory_dialect: \"orbot\" is not a dialect"),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:9: pxe.testbed.sb 8: \"sb 8\" is not the name of a domain"),
                        complaint -> assertThat(complaint).startsWith("pxe.yaml:12: http.port: "),
                        complaint -> assertThat(complaint)
                                .startsWith("pxe.yaml:13: htttp: ")
                                .contains("nearest known key is \"http\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linkLifetime: -1            | pxe.yaml:4: pxe.linkLifetime: A link cannot stand for PT-1S",
                "linkLifetime: 400000000     | pxe.yaml:4: pxe.linkLifetime: A link cannot stand for ",
                "linkLifetime: 1.5           | pxe.yaml:4: pxe.linkLifetime: \"1.5\" is not a number of seconds",
                "linkLifetime: {a: b}        | pxe.yaml:4: pxe.linkLifetime: Expected a plain value",
                "defImage: 0A120102          | pxe.yaml:4: pxe.defImage: \"0A120102\" is not the name",
                "stateDir: /tftpboot/x/../pxelinux.cfg | pxe.yaml:4: pxe.stateDir: The state directory is the same",
                "stateDir: ''                | pxe.yaml:4: pxe.stateDir: \"\" is not a path",
                "inventory_ttl: soon         | pxe.yaml:4: pxe.inventory_ttl: \"soon\" is not a length of time",
                "inventory_ttl: 2d           | pxe.yaml:4: pxe.inventory_ttl: \"2d\" is out of range: expected 0 ms to 1 d",
                "inventory_ttl: 99999999999999d | pxe.yaml:4: pxe.inventory_ttl: \"99999999999999d\" is out of range",
                "inventory_stale: -1         | pxe.yaml:4: pxe.inventory_stale: \"-1\" is not a length of time",
                "inventory_connect_timeout: 0 | pxe.yaml:4: pxe.inventory_connect_timeout: \"0\" is out of range: expected 1 ms to",
            })
    void anImpossibleValueIsRefusedByItsKey(String line, String expected) throws IOException {
        assertThat(complaintsOfPxe("  " + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 65536       | pxe.yaml:5: http.port: 65536 is not a port",
                "port: -1          | pxe.yaml:5: http.port: -1 is not a port",
                "port: http        | pxe.yaml:5: http.port: \"http\" is not a port",
                "address: 'a b'    | pxe.yaml:5: http.address: \"a b\" is neither an address nor the name of a host",
            })
    void anImpossiblePlaceToListenIsRefusedByItsKey(String line, String expected) throws IOException {
        assertThat(complaintsOfPxe("http:\n  " + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.18.0.0/16           | Expected a list",
                "[]                     | Expected at least one network",
                "[10.18.1.2/16]         | 10.18.1.2/16 is not a network: the first address of it is 10.18.0.0.",
                "[10.18.0.0/16, sb8]    | \"sb8\" is not a network",
            })
    void whatAreNoNetworksIsRefused(String networks, String expected) throws IOException {
        assertThat(complaints("pxe: {cfgDir: /t/p, testbed: {default: {inventory_url: 'http://inventory/', networks: "
                        + networks + "}}}"))
                .first()
                .asString()
                .startsWith("pxe.yaml:1: pxe.testbed.default.networks: " + expected);
    }

    private static final String MINIMAL = "pxe: {cfgDir: /t/p, testbed: {default: {inventory_url: 'http://i/'}}}\n";

    private PxeConfig.Http http(String section) throws IOException {
        return read(MINIMAL + "http: " + section).http();
    }

    @Test
    void whoMayAskIsTaken() throws IOException {
        PxeConfig.Access access =
                http("{allow: {SB8: [10.18.0.0/16, 10.0.0.5/32], default: [127.0.0.0/8]}, legacy: [10.0.0.0/8],"
                                + " tokens: secret/tokens.yaml}")
                        .access();

        assertThat(access.allow())
                .contains(ImmutableMap.of(
                        Domain.of("sb8"), ImmutableSet.of(Network.of("10.18.0.0/16"), Network.of("10.0.0.5/32")),
                        Domain.of("default"), ImmutableSet.of(Network.of("127.0.0.0/8"))));
        assertThat(access.legacy()).contains(ImmutableSet.of(Network.of("10.0.0.0/8")));
        assertThat(access.tokens()).contains(file.resolveSibling("secret/tokens.yaml"));
    }

    @Test
    void whereNothingIsSaidEveryoneMayAskAndInClear() throws IOException {
        PxeConfig.Http http = http("{port: 80}");

        assertThat(http.access()).isEqualTo(new PxeConfig.Access(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(http.tls()).isEmpty();
    }

    @Test
    void aCertificateIsTakenFromPemFilesOrAKeystore() throws IOException {
        assertThat(http("{tls: {certificate: cert.pem, key: /etc/key.pem}}").tls())
                .contains(new PxeConfig.Tls(file.resolveSibling("cert.pem"), false, Path.of("/etc/key.pem")));
        assertThat(http("{tls: {keystore: am.p12, password_file: am.password}}").tls())
                .contains(new PxeConfig.Tls(file.resolveSibling("am.p12"), true, file.resolveSibling("am.password")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{allow: [10.0.0.0/8]}                      | http.allow: ",
                "{allow: {sb8: []}}                         | http.allow.sb8: Expected at least one network",
                "{allow: {sb8: [10.0.0.1/8]}}               | http.allow.sb8: 10.0.0.1/8 is not a network",
                "{allow: {a..b: [10.0.0.0/8]}}              | http.allow.a..b: ",
                "{legacy: 10.0.0.0/8}                       | http.legacy: Expected a list",
                "{legacy: [lab]}                            | http.legacy: \"lab\" is not a network",
                "{tokens: [a]}                              | http.tokens: ",
                "{tokens: ' '}                              | http.tokens: ",
                "{token: tokens.yaml}                       | http.token: ",
                "{tls: {certificate: c.pem}}                | http.tls: ",
                "{tls: {keystore: c.p12, key: k.pem}}       | http.tls",
                "{tls: c.pem}                               | http.tls: ",
            })
    void whatCannotBeARuleIsRefusedByItsKey(String section, String expected) throws IOException {
        assertThat(complaints(MINIMAL + "http: " + section)).first().asString().startsWith("pxe.yaml:2: " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://inventory/",
                "HTTP://inventory/",
                "inventory:5054",
                "http:///inventory",
                "http://inventory/?domain=x",
                "http://inventory:70000/",
                "file:inventory.yaml",
                "file://host/inventory.yaml",
                "file:/inventory%00.yaml",
                "http://inventory/ x",
            })
    void anUrlThatIsNoInventorysIsRefused(String url) throws IOException {
        assertThat(complaints("pxe: {cfgDir: /t/p, testbed: {default: {inventory_url: '" + url + "'}}}"))
                .singleElement()
                .asString()
                .startsWith("pxe.yaml:1: pxe.testbed.default.inventory_url: \"" + url
                        + "\" is not the URL of an inventory");
    }

    @Test
    void aPasswordInAnUrlIsRefusedAndNotTold() throws IOException {
        assertThat(complaints(
                        "pxe: {cfgDir: /t/p, testbed: {default: {inventory_url: 'http://am:secret@inventory/'}}}"))
                .singleElement()
                .asString()
                .startsWith(
                        "pxe.yaml:1: pxe.testbed.default.inventory_url: The URL of the inventory on inventory names a user.")
                .doesNotContain("secret");
    }

    @Test
    void aDomainThatIsThereTwiceIsRefused() throws IOException {
        assertThat(complaints("""
                                pxe:
                                  cfgDir: /tftpboot/pxelinux.cfg
                                  testbed:
                                    sb8: {inventory_url: 'http://a/'}
                                    SB8: {inventory_url: 'http://b/'}
                                """))
                .singleElement()
                .asString()
                .startsWith("pxe.yaml:5: pxe.testbed.SB8: \"SB8\" stands already on line 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pxe: {cfgDir: /t/p, testbed: {}}", "pxe: {cfgDir: /t/p}", "{}", "", "pxe: [1]"})
    void aFileWithoutWhatIsNeededIsRefused(String text) throws IOException {
        assertThat(complaints(text)).isNotEmpty();
    }

    @Test
    void aMissingFileIsToldByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PxeConfig.read(file))
                .withMessageContaining("pxe.yaml")
                .withMessageContaining("no such file");
    }
}
