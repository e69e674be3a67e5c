package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.config.PxeConfig;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part of a real directory tree with a real service, healthy and sick in each way. */
class DoctorTest {
    @TempDir
    private Path directory;

    private Installation installation;

    @BeforeEach
    void install() throws IOException {
        installation = new Installation(directory);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    private ListAssert<Ailment> assertAilments(String part) {
        return assertThat(installation.ailments(part));
    }

    private void assertOnly(String part, Severity severity, String what) {
        assertAilments(part).singleElement().satisfies(ailment -> {
            assertThat(ailment.what()).contains(what);
            assertThat(ailment.severity()).isEqualTo(severity);
        });
    }

    @Test
    void whereAllIsWellNothingIsFound() {
        assertThat(installation.doctor().examine(installation.config()))
                .isEqualTo(new Examination(ImmutableList.of(
                                "configuration",
                                "boot-directory",
                                "pxelinux",
                                "default",
                                "images",
                                "tftp-server",
                                "inventory",
                                "dhcp",
                                "service",
                                "clock",
                                "disk",
                                "links")
                        .stream()
                        .map(part -> new Examination.Part(part, ImmutableList.of()))
                        .collect(ImmutableList.toImmutableList())));
    }

    @Test
    void nothingIsChangedByLooking() {
        var before = installation.tree().snapshot();

        installation.doctor().examine(installation.config());

        assertThat(installation.tree().snapshot()).isEqualTo(before);
    }

    @Test
    void everythingThatIsWrongWithTheConfigurationIsTold() throws IOException {
        Files.writeString(installation.config(), "pxe:\n  cfgDri: /tftpboot\n");

        assertThat(installation.doctor().examine(installation.config()).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.ailments())
                        .anySatisfy(ailment -> assertThat(ailment.where()).endsWith("pxe.yaml:2")));
    }

    @Test
    void accountsThatCannotBeReadAreAPartOfTheirOwn() throws IOException {
        installation.machine("/etc/passwd", "x".repeat((4 << 20) + 1));

        assertThat(installation.doctor().examine(installation.config()).parts())
                .extracting(Examination.Part::name)
                .containsExactly("configuration", "accounts");
        assertOnly("accounts", Severity.ERROR, "etc/passwd has more than 4194304 bytes.");
    }

    @Test
    void aMissingBootDirectoryIsToldAndTheOtherPartsAreLookedAt() throws IOException {
        Files.move(installation.tree().cfgDir(), directory.resolve("away"));

        assertOnly("boot-directory", Severity.ERROR, "is missing");
        assertAilments("tftp-server").isEmpty();
    }

    @Test
    void aDirectoryThatTheTftpServerMayNotEnterIsAnError() throws IOException {
        Installation.mode(installation.tree().cfgDir(), "rwxrwx---");

        assertAilments("boot-directory").singleElement().satisfies(ailment -> {
            assertThat(ailment.what()).contains("(tftp) may not enter", "rwxrwx---");
            assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
            assertThat(ailment.mend())
                    .isEqualTo("chmod o+x " + installation.tree().cfgDir().toRealPath());
        });
    }

    @Test
    void aboveTheTftpServersRootItIsAWarning() throws IOException {
        Installation.mode(directory, "rwx------");

        assertOnly("boot-directory", Severity.WARNING, "may not enter " + directory.toRealPath() + ":");
    }

    @Test
    void aDirectoryThatTheServiceMayNotChangeIsAnError() throws IOException {
        Installation.mode(installation.tree().stateDir(), "rwxr-xr-x");

        assertOnly("boot-directory", Severity.ERROR, "The service (omf-aggmgr-pxe) may not write in");
    }

    @Test
    void aStateDirectoryOnAnotherFileSystemIsAnError() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).isDirectory();
        assumeThat(Files.getAttribute(memory, "unix:dev")).isNotEqualTo(Files.getAttribute(directory, "unix:dev"));
        Path other = Files.createTempDirectory(memory, "doctor");
        try {
            Account none = new Account("tftp", 64001, ImmutableSet.of(64001));
            assertThat(new BootDirectoryCheck(installation.tree().cfgDir(), other, none, Optional.empty()).look())
                    .singleElement()
                    .satisfies(ailment -> assertThat(ailment.what()).contains("on another file system"));
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void withoutTheLibraryPxelinuxIsOfNoUse() throws IOException {
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));

        assertOnly("pxelinux", Severity.ERROR, "PXELINUX 6.04 needs ldlinux.c32");
    }

    @Test
    void anOldPxelinuxNeedsNone() throws IOException {
        installation.tree().file("pxelinux.0", "PXELINUX 4.07 0x53f1a9c2");
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));

        assertAilments("pxelinux").isEmpty();
    }

    @Test
    void aLibraryOfAnOldPxelinuxIsAnError() {
        installation.tree().file("ldlinux.c32", "\u00b8\u00ff");

        assertOnly("pxelinux", Severity.ERROR, "not a module of PXELINUX 6.04");
    }

    @Test
    void whereThePackagesAreInstalledBothFilesHaveToBeTheirs() throws IOException {
        Path root = installation.tree().root();
        installation.machine("/usr/lib/PXELINUX/pxelinux.0", Machine.text(root.resolve("pxelinux.0")));
        installation.machine("/usr/lib/syslinux/modules/bios/ldlinux.c32", Machine.text(root.resolve("ldlinux.c32")));
        assertAilments("pxelinux").isEmpty();

        installation.tree().file("ldlinux.c32", "\u007fELF of another version");

        assertOnly("pxelinux", Severity.ERROR, "only one is that of the installed packages");
    }

    @Test
    void aMissingOrForeignBootProgramIsAWarning() throws IOException {
        installation.tree().file("pxelinux.0", "another program");
        assertOnly("pxelinux", Severity.WARNING, "does not say that it is PXELINUX");

        Files.delete(installation.tree().root().resolve("pxelinux.0"));

        assertOnly("pxelinux", Severity.WARNING, "There is no pxelinux.0");
    }

    @Test
    void aBootProgramThatTheTftpServerMayNotReadIsAnError() throws IOException {
        Installation.mode(installation.tree().root().resolve("pxelinux.0"), "rw-r-----");

        assertOnly("pxelinux", Severity.ERROR, "(tftp) may not read it");
    }

    @Test
    void withoutADefaultNodesBootNothing() throws IOException {
        Files.delete(installation.tree().cfgDir().resolve("default"));

        assertOnly("default", Severity.ERROR, "does not exist");
        assertAilments("default")
                .extracting(Ailment::why)
                .containsExactly("Nodes without a link boot nothing, and start again after minutes.");
    }

    @Test
    void aDefaultThatWaitsOrBootsAKernelIsTold() {
        installation
                .tree()
                .config("default", "default k\nlabel k\nkernel vmlinuz-x\n")
                .file("vmlinuz-x", "k");
        assertOnly("default", Severity.WARNING, "boots the kernel vmlinuz-x");

        installation.tree().config("default", "default l\nlabel l\nlocalboot 0\nlabel L2\n");
        assertAilments("default").noneMatch(ailment -> ailment.severity() == Severity.ERROR);

        installation.tree().config("default", "default LOCAL\nlabel local\nlocalboot 0\n");
        assertAilments("default").anyMatch(ailment -> ailment.what().startsWith("A node waits for a person"));
    }

    @Test
    void whatIsWrongWithABootConfigurationIsToldWithItsLine() {
        installation
                .tree()
                .config("wrong", "default LOCAL\nlabel local\nlocalboot 0\n")
                .config("empty", "");

        assertAilments("images")
                .anySatisfy(ailment -> {
                    assertThat(ailment.what()).startsWith("DEFAULT names \"LOCAL\"");
                    assertThat(ailment.where()).endsWith("/wrong:1");
                    assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
                })
                .anySatisfy(ailment -> assertThat(ailment.what()).startsWith("It is empty"));
    }

    @Test
    void withoutATftpServerNodesLoadNothing() throws IOException {
        installation.ends(100);

        assertOnly("tftp-server", Severity.ERROR, "No TFTP server runs");
    }

    @Test
    void aTftpServerOfAnotherDirectoryIsAnError() throws IOException {
        installation.process(
                100,
                "in.tftpd",
                "-L",
                "-u",
                "tftp",
                "--secure",
                directory.resolve("srv").toString());

        assertOnly("tftp-server", Severity.ERROR, "in.tftpd serves " + directory.resolve("srv"));
    }

    @Test
    void aTftpServerThatFollowsLinksAnywhereIsAWarning() throws IOException {
        installation.process(
                100, "in.tftpd", "-L", "-u", "tftp", installation.tree().root().toString());

        assertOnly("tftp-server", Severity.WARNING, "without --secure");
    }

    @Test
    void whatTftpdWouldServeAfterItsNextStartIsCompared() throws IOException {
        installation.machine("/etc/default/tftpd-hpa", "TFTP_DIRECTORY=\"/srv/tftp\"\n");

        assertOnly("tftp-server", Severity.WARNING, "TFTP_DIRECTORY is /srv/tftp");
    }

    @Test
    void aServerThatDoesNotTellWhatItServesIsToldOf() throws IOException {
        installation.process(100, "/usr/sbin/dnsmasq", "--enable-tftp");

        assertOnly("tftp-server", Severity.HINT, "what dnsmasq serves");
    }

    @Test
    void theFilesAreLookedAtAsWhoTheRunningServerIs() throws IOException {
        installation.process(
                100,
                "in.tftpd",
                "-L",
                "-u",
                "nobody",
                "-s",
                installation.tree().root().toString());
        Installation.mode(installation.tree().cfgDir(), "rwxrwx---");

        assertOnly("boot-directory", Severity.ERROR, "(nobody) may not enter");
    }

    @Test
    void nodesOfWhichTheInventoryKnowsTooLittleAreTold() throws IOException {
        installation.inventory("""
                domains:
                  orbit:
                    nodes:
                      bare: 10.18.1.1
                      lost: {mac: '52:54:00:12:01:09'}
                """);

        assertAilments("inventory")
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(
                        tuple(Severity.WARNING, "The inventory knows no address of 1 nodes: lost.orbit."),
                        tuple(Severity.HINT, "The inventory knows no MAC address of 1 nodes: bare.orbit."));
    }

    @Test
    void nodesThatTheInventoryMixesUpAreErrors() throws IOException {
        installation.inventory("""
                domains:
                  orbit:
                    nodes:
                      a: {address: 10.18.1.1, mac: '52:54:00:12:01:01'}
                      b: {address: 10.18.1.2, mac: '52:54:00:12:01:01'}
                """);

        assertOnly("inventory", Severity.ERROR, "One MAC address, 52:54:00:12:01:01,");
    }

    @Test
    void anInventoryThatCannotBeReadIsAnErrorAndTheOtherPartsAreLookedAt() throws IOException {
        installation.inventory("domains: [");

        assertAilments("inventory").isNotEmpty().allMatch(ailment -> ailment.severity() == Severity.ERROR);
        assertAilments("pxelinux").isEmpty();
    }

    @Test
    void aBootConfigurationThatOnlyTheInventoryKnowsIsToldOnce() throws IOException {
        installation.inventory(
                "domains: {orbit: {image: omf-9, nodes: {a: {address: 10.18.1.1, mac: '52:54:00:12:01:01'},"
                        + " b: {address: 10.18.1.2, mac: '52:54:00:12:01:02'}}}}");

        assertOnly("inventory", Severity.WARNING, "names the boot configuration omf-9 for 2 nodes");
    }

    @Test
    void withoutAnyDomainTheInventoryIsNotAsked() throws IOException {
        installation.inventory("domains: {}");

        assertOnly("inventory", Severity.HINT, "No domain is known by name");
    }

    @Test
    void aServiceThatDoesNotAnswerIsAnError() {
        installation.service().close();

        assertOnly("service", Severity.ERROR, "does not answer: no one accepts a connection there.");
    }

    @Test
    void aServiceWhoseCertificateCannotBeTrustedIsAHint() {
        URI inClear = installation.service().uri();
        URI url = URI.create("https://127.0.0.1:" + inClear.getPort());

        assertThat(new ServiceCheck(Optional.of(() -> ServiceAnswer.from(url))).look())
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.severity()).isEqualTo(Severity.HINT));
    }

    @Test
    void aServiceThatIsNotReadySaysWhy() throws IOException {
        Files.move(installation.tree().stateDir(), directory.resolve("away"));

        assertOnly("service", Severity.ERROR, "is not ready: ");
        assertAilments("service")
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("pxelinux.leases"));
    }

    private void set(InstantSource clock, Lifetime lifetime) {
        PxeConfig config = PxeConfig.read(installation.config());
        PxeAssembly.of(config.pxe(), clock)
                .manager()
                .set(new SetRequest(
                        new NodeSelection.Nodes(
                                ImmutableSet.of(new Node(NodeId.of("node1-1"), Domain.of("sb8.orbit-lab.org")))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(lifetime),
                        Requester.sanitized("test", "test")));
    }

    @Test
    void leasesFromTheFutureAreAWarning() {
        Instant future = Instant.now().plus(Duration.ofDays(1));
        set(() -> future, Lifetime.UNTIL_CLEARED);

        assertOnly("clock", Severity.WARNING, "Leases begin in the future: node1-1.sb8.orbit-lab.org");
    }

    @Test
    void linksOfNoUseAreTold() throws IOException {
        set(InstantSource.system(), Lifetime.UNTIL_CLEARED);
        assertAilments("links").isEmpty();

        Files.delete(installation.tree().cfgDir().resolve("orbit-2.0.0"));

        assertOnly("links", Severity.ERROR, "1 of no use: its boot configuration is gone (0A120101)");
    }

    @Test
    void aDirectoryUnderANodesNameIsAnError() throws IOException {
        Files.createDirectory(installation.tree().cfgDir().resolve("0A120101"));

        assertOnly("links", Severity.ERROR, "There is a directory under a node's name");
    }

    @Test
    void onlyTheDomainThatIsWantedIsLookedAt() throws IOException {
        installation.inventory("domains: {orbit: {nodes: {a: 10.0.0.1}}, other: {nodes: {b: 10.0.0.2}}}");
        Doctor doctor = new Doctor(
                installation.machine(),
                InstantSource.system(),
                Optional.of(Domain.of("other")),
                Optional.empty(),
                Optional.empty());

        assertThat(doctor.examine(installation.config()).ailments())
                .anyMatch(ailment -> ailment.what().contains("b.other"))
                .noneMatch(ailment -> ailment.what().contains("a.orbit"));
    }
}
