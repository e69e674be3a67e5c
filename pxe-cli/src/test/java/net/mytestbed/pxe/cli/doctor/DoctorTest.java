package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import net.mytestbed.pxe.node.Domain;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a real directory tree with a real service; what is wrong with each part is shown beside its check. */
class DoctorTest {
    private final Path directory;

    @AutoClose
    private final Installation installation;

    DoctorTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        installation = new Installation(directory);
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
        installation.assertOnly("accounts", Severity.ERROR, "etc/passwd has more than 4194304 bytes.");
    }

    @Test
    void aMissingBootDirectoryIsToldAndTheOtherPartsAreLookedAt() throws IOException {
        Files.move(installation.tree().cfgDir(), directory.resolve("away"));

        installation.assertOnly("boot-directory", Severity.ERROR, "is missing");
        installation.assertAilments("tftp-server").isEmpty();
    }

    @Test
    void anInventoryThatCannotBeReadIsAnErrorAndTheOtherPartsAreLookedAt() throws IOException {
        installation.inventory("domains: [");

        installation.assertAilments("inventory").isNotEmpty().allMatch(ailment -> ailment.severity() == Severity.ERROR);
        installation.assertAilments("pxelinux").isEmpty();
    }

    @Test
    void leasesFromTheFutureAreAWarning() {
        Instant future = Instant.now().plus(Duration.ofDays(1));
        installation.setNode1(() -> future);

        installation.assertOnly("clock", Severity.WARNING, "Leases begin in the future: node1-1.sb8.orbit-lab.org");
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
