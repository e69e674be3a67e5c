package net.mytestbed.pxe.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One node in each request, by many clients: the service and the bare handler take turns on the same directory. */
final class LoadRun {
    private static final ImmutableList<Integer> CLIENTS = ImmutableList.of(1, 8, 64);

    private final Extent extent;
    private final Targets targets;
    private final Section.Builder section = Section.of(
            "One node in each request",
            "file system",
            "flushes",
            "work",
            "clients",
            "keep-alive",
            "service /s",
            "bare Jetty /s",
            "bare loop /s",
            "to Jetty",
            "to loop",
            "service p50 ms",
            "p99 ms",
            "Jetty p99 ms",
            "p99 to Jetty");

    LoadRun(Extent extent, Targets targets) {
        this.extent = extent;
        this.targets = targets;
    }

    Section section() {
        return section.build();
    }

    void run(Testbed testbed, Durability durability) throws IOException {
        try (Server service = Server.service(testbed, durability, ImmutableList.of());
                Server bare = Server.bare(testbed, durability, ImmutableList.of())) {
            Load warmUp = new Load(64, true);
            warmUp.run(service.port(), Operation.SET.ofService(true), extent.warmUp());
            warmUp.run(bare.port(), Operation.SET.ofBare(true), extent.warmUp());
            for (Operation operation : Operation.values()) {
                for (boolean keepAlive : new boolean[] {true, false}) {
                    for (int clients : CLIENTS) {
                        Load load = new Load(clients, keepAlive);
                        if (extent.wants(durability, operation, load)) {
                            cell(testbed, durability, operation, load, service, bare);
                        }
                    }
                }
            }
        }
    }

    private void cell(
            Testbed testbed, Durability durability, Operation operation, Load load, Server service, Server bare)
            throws IOException {
        List<Load.Result> ours = new ArrayList<>();
        List<Load.Result> theirs = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        for (int round = 0; round < extent.rounds(); round++) {
            ours.add(load.run(service.port(), operation.ofService(load.keepAlive()), extent.cell()));
            theirs.add(load.run(bare.port(), operation.ofBare(load.keepAlive()), extent.cell()));
            if (operation == Operation.SET) {
                loop.add(loopPerSecond(testbed, durability, load.clients()));
            }
        }
        double rate = Median.of(ours, Load.Result::perSecond);
        double bareRate = Median.of(theirs, Load.Result::perSecond);
        double p99 = Median.of(ours, Load.Result::p99);
        double bareP99 = Median.of(theirs, Load.Result::p99);
        section.row(
                testbed.fileSystem(),
                durability.word(),
                operation.word(),
                load.clients(),
                load.keepAlive() ? "yes" : "no",
                rate,
                bareRate,
                loop.isEmpty() ? "" : Median.of(loop),
                rate / bareRate,
                loop.isEmpty() ? "" : rate / Median.of(loop),
                Median.of(ours, Load.Result::p50),
                p99,
                bareP99,
                p99 / bareP99);
        if (operation == Operation.SET && durability == Durability.ON && load.clients() == 64 && load.keepAlive()) {
            targets.atLeast("set one node, 64 clients, " + testbed.fileSystem() + ": rate to bare Jetty", rate / bareRate, 0.5);
            targets.atMost("set one node, 64 clients, " + testbed.fileSystem() + ": p99 to bare Jetty", p99 / bareP99, 3);
        }
    }

    /** With one flush for as many names as there are clients: no service can share more. */
    private static double loopPerSecond(Testbed testbed, Durability durability, int clients) throws IOException {
        BareLoop loop = new BareLoop(testbed);
        List<String> names = Testbed.hexNames(clients);
        long end = System.nanoTime() + SECONDS.toNanos(1);
        long spent = 0;
        long done = 0;
        while (System.nanoTime() < end) {
            spent += loop.run(names, Testbed.image(done / clients), durability == Durability.ON);
            done += clients;
        }
        return done * 1e9 / spent;
    }
}
