package org.example.rack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RackManagerTest {
    @TempDir
    Path tftpboot;

    private RackManager manager;

    @BeforeEach
    void layOut() throws IOException {
        Path rescue = Files.createDirectory(tftpboot.resolve("pxelinux.cfg")).resolve("rescue");
        Files.writeString(rescue, "DEFAULT rescue\nLABEL rescue\n  KERNEL vmlinuz\n");
        Files.writeString(tftpboot.resolve("vmlinuz"), "a kernel");
        manager = new RackManager(tftpboot);
    }

    @Test
    void aMachineIsRescuedAndReleased() throws IOException {
        Path link = tftpboot.resolve("pxelinux.cfg/0A1E0003");
        manager.rescue(3);
        assertEquals(Path.of("rescue"), Files.readSymbolicLink(link));
        manager.tick();
        manager.release(3);
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aSlotThatIsNotThereIsRefused() {
        assertThrows(PxeException.class, () -> manager.rescue(13));
    }
}
