package net.mytestbed.pxe.bench;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether a request that changes nothing makes a system call that writes: strace(1) lists them. */
final class SilentRun {
    private static final String WRITING =
            "trace=write,writev,pwrite64,symlink,symlinkat,link,linkat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,"
                    + "rmdir,truncate,ftruncate,fallocate,fsync,fdatasync,chmod,fchmod,chown,fchown,utimensat";

    private SilentRun() {}

    static Section run(Extent extent, Targets targets) throws IOException {
        Section.Builder section = Section.of("Requests that change nothing", "request", "system calls that write");
        try (Testbed testbed = Testbed.make("tmpfs", extent.tmpfs(), Operation.NODES)) {
            Path calls = testbed.root().resolve("calls");
            ImmutableList<String> prefix =
                    ImmutableList.of("strace", "-f", "-y", "-qq", "-o", calls.toString(), "-e", WRITING);
            try (Server service = Server.serviceUntilCleared(testbed, prefix)) {
                BulkSet set = BulkSet.of(testbed, Operation.NODES);
                set.millis(service, 0);
                int changing = toFiles(calls).size();
                if (changing < 2 * Operation.NODES) {
                    throw new IOException("strace saw only " + changing + " calls of a request that changes 400 links.");
                }
                section.row("set of 400 new nodes", changing);
                set.millis(service, 0);
                long before = toFiles(calls).size();
                set.millis(service, 0);
                // Two periods of the expiry of leases are in it too.
                service.letRun(Duration.ofMillis(2_500));
                ImmutableList<String> made = toFiles(calls);
                made.stream().skip(before).forEach(System.out::println);
                section.row("set of 400 nodes as they are, until cleared, and 2.5 s of expiry", made.size() - before);
                targets.atMost("system calls that write, of a request that changes nothing", made.size() - before, 0);
            }
        }
        return section.build();
    }

    /** Answers go to sockets, and threads wake each other by eventfd. */
    private static ImmutableList<String> toFiles(Path calls) throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> !line.contains("<socket:") && !line.contains("<TCP") && !line.contains("eventfd"))
                .filter(line -> !line.contains("resumed>") && !line.contains("+++") && !line.contains("---"))
                .collect(toImmutableList());
    }
}
