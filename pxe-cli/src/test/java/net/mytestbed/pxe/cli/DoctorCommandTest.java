package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Installation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor shows; what it finds is shown beside its checks. */
class DoctorCommandTest {
    @AutoClose
    private final Installation installation;

    DoctorCommandTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    private Shell.Result doctor(String... arguments) {
        return Shell.piped()
                .with("PXE_CONFIG", installation.config().toString())
                .pxeOn(installation.machine(), ObjectArrays.concat("doctor", arguments));
    }

    private void breakPxelinux() throws IOException {
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));
    }

    @Test
    void whereAllIsWellThatIsAll() {
        Shell.Result result = doctor("--strict");

        assertThat(result.lines()).hasSize(13).element(1).isEqualTo("configuration   good");
        assertThat(result.status()).isZero();
    }

    @Test
    void aWarningIsAFailureOnlyWhereItShallBe() throws IOException {
        Files.delete(installation.tree().root().resolve("pxelinux.0"));
        Files.delete(installation.machine().root().resolve("etc/dhcp/dhcpd.conf"));

        assertThat(doctor().lines()).contains("pxelinux        1 warning", "dhcp            1 hint");
        assertThat(doctor().status()).isZero();
        assertThat(doctor("--strict").status()).isEqualTo(1);
    }

    @Test
    void eachPartIsOnALineAndWhatIsWrongIsToldBelow() throws IOException {
        breakPxelinux();

        Shell.Result result = doctor();

        assertThat(result.lines())
                .anySatisfy(line -> assertThat(line).matches("PART +STATE"))
                .anySatisfy(line -> assertThat(line).matches("configuration +good"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux +1 error"))
                .containsSubsequence(
                        "error: pxelinux: PXELINUX 6.04 needs ldlinux.c32 beside it, and it is not there.",
                        "  where: " + installation.tree().root().resolve("ldlinux.c32"),
                        "  why:   A node says \"Failed to load ldlinux.c32\" and boots nothing, not even its disk.",
                        "  mend:  install -m 644 /usr/lib/syslinux/modules/bios/ldlinux.c32 "
                                + installation.tree().root() + "/");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void programsGetTheSameAsJson() throws IOException {
        breakPxelinux();

        JsonNode parts = doctor("-o", "json").json().path("parts");

        assertThat(parts).anySatisfy(part -> {
            assertThat(part.path("name").asText()).isEqualTo("pxelinux");
            assertThat(part.at("/ailments/0/severity").asText()).isEqualTo("error");
            assertThat(part.at("/ailments/0").fieldNames())
                    .toIterable()
                    .containsExactly("severity", "what", "where", "why", "mend");
        });
    }

    @Test
    void aConfigurationThatIsNotThereIsAnError() {
        Shell.Result result =
                Shell.piped().with("PXE_CONFIG", "/nonexistent/pxe.yaml").pxe("doctor");

        assertThat(result.out()).contains("error: configuration: ");
        assertThat(result.status()).isEqualTo(1);
    }
}
