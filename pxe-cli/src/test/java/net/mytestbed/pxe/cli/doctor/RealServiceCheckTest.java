package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real service says of itself, or does not. */
class RealServiceCheckTest {
    private final Path directory;

    @AutoClose
    private final Installation installation;

    RealServiceCheckTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        installation = new Installation(directory);
    }

    @Test
    void aServiceThatDoesNotAnswerIsAnError() {
        installation.service().close();

        installation.assertOnly("service", Severity.ERROR, "does not answer: no one accepts a connection there.");
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

        installation.assertOnly("service", Severity.ERROR, "is not ready: ");
        installation.assertOnly("service", Severity.ERROR, "pxelinux.leases");
    }
}
