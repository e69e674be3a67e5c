package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    private Path directory;

    private ImmutableList<Ailment> with(Room room) throws IOException {
        return new DiskCheck(ImmutableList.of(directory, directory.resolve("missing")), asked -> room).look();
    }

    @Test
    void whereThereIsRoomAllIsWell() throws IOException {
        assertThat(with(new Room(PLENTY, OptionalLong.of(PLENTY), false))).isEmpty();
        assertThat(with(new Room(PLENTY, OptionalLong.empty(), false))).isEmpty();
    }

    @Test
    void littleRoomIsAWarningAndNoneAnError() throws IOException {
        assertThat(with(new Room(10 << 20, OptionalLong.of(500), false)))
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(
                        tuple(Severity.WARNING, "Only 10485760 bytes are left on the file system."),
                        tuple(Severity.WARNING, "Only 500 inodes are left on the file system."));
        assertThat(with(new Room(0, OptionalLong.of(0), false)))
                .extracting(Ailment::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR);
    }

    @Test
    void aFileSystemThatTakesNothingIsAnError() throws IOException {
        assertThat(with(new Room(PLENTY, OptionalLong.empty(), true)))
                .extracting(Ailment::what)
                .containsExactly("The file system is read-only.");
    }

    @Test
    void theRoomOfARealDirectoryIsFound() throws IOException {
        Room room = Room.of(Path.of("/proc"));
        assertThat(room.inodes()).isEmpty();

        assertThat(Room.of(directory).bytes()).isPositive();
        assertThat(Room.of(Path.of("/dev")).inodes()).isPresent();
    }
}
