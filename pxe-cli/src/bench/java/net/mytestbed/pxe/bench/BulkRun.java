package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many nodes in one request: the service and the bare loop take turns with the same names in the same directory. */
final class BulkRun {
    private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final Extent extent;
    private final Targets targets;
    private final Section.Builder section = Section.of(
            "Many nodes in one request",
            "file system",
            "flushes",
            "nodes",
            "cold ms",
            "warm ms",
            "bare loop ms",
            "to loop");

    BulkRun(Extent extent, Targets targets) {
        this.extent = extent;
        this.targets = targets;
    }

    Section section() {
        return section.build();
    }

    void run(Testbed testbed, Durability durability) throws IOException {
        for (int nodes : extent.bulkSizes()) {
            // A new process for each size, for the first request to be a cold one.
            try (Server service = Server.service(testbed, durability, ImmutableList.of())) {
                double cold = BulkSet.of(testbed, nodes).millis(service, 0);
                warmUp(testbed, service);
                Pair pair = Pair.measure(testbed, durability, service, nodes, extent.rounds());
                section.row(
                        testbed.fileSystem(),
                        durability.word(),
                        nodes,
                        cold,
                        pair.service(),
                        pair.loop(),
                        pair.service() / pair.loop());
                if (nodes == 10_000 && durability == Durability.ON) {
                    targets.atMost(
                            "10,000 nodes in one request, " + testbed.fileSystem() + ": time to bare loop",
                            pair.service() / pair.loop(),
                            1.5);
                }
            }
        }
    }

    static void warmUp(Testbed testbed, Server service) throws IOException {
        BulkSet some = BulkSet.of(testbed, 400);
        long end = System.nanoTime() + LONGEST_WARM_UP_NANOS;
        for (int turn = 0; turn < 40 && System.nanoTime() < end; turn++) {
            some.millis(service, turn);
        }
    }

    /** The middle times of both in milliseconds, measured in turns. */
    record Pair(double service, double loop) {
        static Pair measure(Testbed testbed, Durability durability, Server service, int nodes, int rounds)
                throws IOException {
            BulkSet request = BulkSet.of(testbed, nodes);
            BareLoop loop = new BareLoop(testbed);
            ImmutableList<String> names = Testbed.hexNames(nodes);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ours.add(request.millis(service, round));
                theirs.add(loop.run(names, Testbed.image(round), durability == Durability.ON) / 1e6);
                // The next turn changes every link again, whoever made it.
            }
            return new Pair(Median.of(ours), Median.of(theirs));
        }
    }
}
