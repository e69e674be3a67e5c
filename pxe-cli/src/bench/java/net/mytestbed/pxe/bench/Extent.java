package net.mytestbed.pxe.bench;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param full everything, in about an hour; else the cells that the targets are about, in some minutes
 * @param only the parts of the report that are wanted; empty: all
 * @param disk where the directory on disk is made
 * @param tmpfs where the directory on tmpfs is made
 */
record Extent(boolean full, ImmutableSet<String> only, Path disk, Path tmpfs) {
    static Extent ofSystemProperties() {
        return new Extent(
                Boolean.getBoolean("bench.full"),
                ImmutableSet.copyOf(
                        Splitter.on(',').omitEmptyStrings().split(System.getProperty("bench.only", ""))),
                Path.of(System.getProperty("bench.disk", "target/bench")).toAbsolutePath(),
                Path.of(System.getProperty("bench.tmpfs", "/dev/shm")));
    }

    boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }

    int rounds() {
        return full ? 5 : 3;
    }

    Duration cell() {
        return full ? Duration.ofSeconds(4) : Duration.ofSeconds(2);
    }

    Duration warmUp() {
        return full ? Duration.ofSeconds(60) : Duration.ofSeconds(20);
    }

    /** Whether this cell of the load is measured. */
    boolean wants(Durability durability, Operation operation, Load load) {
        return full
                || load.clients() == 64 && load.keepAlive() && (durability == Durability.ON || operation == Operation.SET)
                || operation == Operation.SET && durability == Durability.ON && load.clients() != 8;
    }

    ImmutableList<Integer> bulkSizes() {
        return ImmutableList.of(400, 1_000, 10_000);
    }

    ImmutableList<Integer> growth() {
        return full
                ? ImmutableList.of(100, 400, 1_000, 4_000, 10_000, 40_000, 100_000)
                : ImmutableList.of(100, 400, 1_000, 10_000, 100_000);
    }

    long requestsForMemory() {
        return full ? 1_000_000 : 100_000;
    }

    int starts() {
        return full ? 10 : 5;
    }
}
