package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is room for links and leases. Each needs an inode, and the directories a block now and then.
 *
 * @param directories those that are changed; one that is not there is passed over
 * @param rooms tells the room in each
 */
record DiskCheck(ImmutableList<Path> directories, RoomSource rooms) implements Check {
    private static final long LEAST_BYTES = 1L << 20;
    private static final long FEW_BYTES = 64L << 20;
    private static final long LEAST_INODES = 10;
    private static final long FEW_INODES = 1_000;

    /** Where the room of a directory is known. */
    interface RoomSource {
        Room of(Path directory) throws IOException;
    }

    @Override
    public String part() {
        return "disk";
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                ailments.addAll(look(directory, rooms.of(directory)));
            }
        }
        return ailments.build();
    }

    private static ImmutableList<Ailment> look(Path directory, Room room) {
        if (room.isReadOnly()) {
            return ImmutableList.of(Ailment.error(
                    "The file system is read-only.",
                    directory,
                    "No link can be made or removed.",
                    "mount -o remount,rw \"$(findmnt -no TARGET -T " + directory + ")\"; dmesg says why it became so"));
        }
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        if (room.bytes() < FEW_BYTES) {
            ailments.add(shortOf("bytes", room.bytes(), room.bytes() < LEAST_BYTES, directory, "df -h " + directory));
        }
        room.inodes().ifPresent(free -> {
            if (free < FEW_INODES) {
                ailments.add(shortOf("inodes", free, free < LEAST_INODES, directory, "df -i " + directory));
            }
        });
        return ailments.build();
    }

    private static Ailment shortOf(String what, long left, boolean isUsedUp, Path directory, String look) {
        return new Ailment(
                isUsedUp ? Ailment.Severity.ERROR : Ailment.Severity.WARNING,
                "Only " + left + " " + what + " are left on the file system.",
                directory.toString(),
                isUsedUp ? "Links cannot be made, and requests are refused." : "Soon links can no longer be made.",
                look + "; remove what is not needed");
    }
}
