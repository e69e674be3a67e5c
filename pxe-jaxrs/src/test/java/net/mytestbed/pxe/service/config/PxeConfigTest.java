package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.http.InventoryDialect;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole file, and the section {@code pxe}. */
class PxeConfigTest extends ConfigTexts {
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
        assertThat(readLeast(line).pxe().linkLifetime()).isEqualTo(Lifetime.UNTIL_CLEARED);
    }

    @Test
    void aRelativePathIsRelativeToTheFile() throws IOException {
        PxeConfig.Pxe pxe =
                read("pxe: {cfgDir: tftp/pxelinux.cfg, testbed: {default: {inventory_url: 'http://inventory/'}}}")
                        .pxe();
        assertThat(pxe.cfgDir()).isEqualTo(directory.resolve("tftp/pxelinux.cfg"));
        assertThat(pxe.stateDir()).isEqualTo(directory.resolve("tftp/pxelinux.leases"));
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
        assertComplaintOfLeast("  " + line + "\n").startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pxe: {cfgDir: /t/p, testbed: {}} | pxe.yaml:1: pxe.testbed: The key \"default\" is missing",
                "pxe: {cfgDir: /t/p}              | pxe.yaml:1: pxe: The key \"testbed\" is missing",
                "{}                               | pxe.yaml: The key \"pxe\" is missing",
                "''                               | pxe.yaml: The file is empty",
                "pxe: [1]                         | pxe.yaml:1: pxe: Expected a mapping",
            })
    void aFileWithoutWhatIsNeededIsRefused(String text, String expected) throws IOException {
        assertComplaint(text).startsWith(expected);
    }

    @Test
    void aMissingFileIsToldByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PxeConfig.read(file()))
                .withMessageContaining("pxe.yaml")
                .withMessageContaining("no such file");
    }
}
