package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockCheckTest {
    private static final Instant WRITTEN = Instant.parse("2027-01-24T23:37:18Z");

    @TempDir
    private Path directory;

    private ImmutableList<Ailment> at(Instant now, Instant service) throws IOException {
        Path config = Files.writeString(directory.resolve("pxe.yaml"), "");
        Files.setLastModifiedTime(config, FileTime.from(WRITTEN));
        ServiceAnswer answer = new ServiceAnswer(
                URI.create("http://127.0.0.1:5054"), ServiceAnswer.State.READY, "", Optional.of(service));
        return new ClockCheck(() -> now, config, ImmutableList::of, Optional.of(() -> answer)).look();
    }

    @Test
    void aClockThatGoesWithTheServicesIsGood() throws IOException {
        assertThat(at(WRITTEN.plusSeconds(60), WRITTEN.plusSeconds(55))).isEmpty();
    }

    @Test
    void aClockBeforeThisProgramWasMadeIsAnError() throws IOException {
        Instant then = Instant.parse("2016-01-24T23:37:18Z");

        assertThat(at(then, then)).singleElement().satisfies(ailment -> {
            assertThat(ailment.severity()).isEqualTo(Severity.ERROR);
            assertThat(ailment.where()).isEqualTo("2016-01-24T23:37:18Z");
        });
    }

    @Test
    void aClockBehindAFileIsAWarning() throws IOException {
        Instant behind = WRITTEN.minusSeconds(3_600);

        assertThat(at(behind, behind))
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what())
                        .startsWith("The clock is behind: ")
                        .contains("2027-01-24T23:37:18Z"));
    }

    @Test
    void aServiceWithAnotherTimeIsAWarning() throws IOException {
        assertThat(at(WRITTEN.plusSeconds(60), WRITTEN.plusSeconds(90)))
                .singleElement()
                .satisfies(ailment -> assertThat(ailment.what()).contains("differs from this machine's by 30 s"));
    }
}
