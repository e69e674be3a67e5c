package net.mytestbed.pxe.bench;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a request comes down to: a symbolic link under a temporary name and a rename for each node, and the same flushes at the end. */
final class BareLoop {
    private final Testbed testbed;

    BareLoop(Testbed testbed) {
        this.testbed = testbed;
    }

    /** @return how long it took, in nanoseconds */
    long run(List<String> hexNames, String image, boolean durable) throws IOException {
        long start = System.nanoTime();
        Path target = Path.of(image);
        for (String hex : hexNames) {
            swap(testbed.cfgDir(), hex, target);
        }
        if (durable) {
            SharedFlush.force(testbed.stateDir());
            SharedFlush.force(testbed.cfgDir());
        }
        return System.nanoTime() - start;
    }

    static void swap(Path directory, String hex, Path target) throws IOException {
        Path temporary = directory.resolve("." + hex + ".bare-new");
        Files.createSymbolicLink(temporary, target);
        Files.move(temporary, directory.resolve(hex), ATOMIC_MOVE);
    }
}
