package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Start to first answer and memory, of the packaged service and of a Jetty that says hello, in turns. */
final class StartRun {
    private static final Path SERVICE_ARCHIVE = BareJar.PATH.resolveSibling("service.jsa");
    private static final Path BARE_ARCHIVE = BareJar.PATH.resolveSibling("bare.jsa");
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Extent extent;
    private final Targets targets;

    private record Start(double millis, double megabytes) {}

    StartRun(Extent extent, Targets targets) {
        this.extent = extent;
        this.targets = targets;
    }

    ImmutableList<Section> run() throws IOException {
        try (Testbed testbed = Testbed.make("tmpfs", extent.tmpfs(), Operation.NODES)) {
            return ImmutableList.of(starts(testbed), memory(testbed));
        }
    }

    private Section starts(Testbed testbed) throws IOException {
        Section.Builder section = Section.of(
                "Start to first answer, and memory",
                "archive of classes",
                "service ms",
                "hello ms",
                "to hello",
                "service idle MB",
                "hello idle MB",
                "MB to hello");
        makeArchives(testbed);
        row(section, testbed, "none", ImmutableList.of(), ImmutableList.of());
        row(section, testbed, "as the package makes it", archive(SERVICE_ARCHIVE), archive(BARE_ARCHIVE));
        return section.build();
    }

    private void row(
            Section.Builder section, Testbed testbed, String archive, List<String> ours, List<String> theirs)
            throws IOException {
        List<Start> services = new ArrayList<>();
        List<Start> hellos = new ArrayList<>();
        for (int i = 0; i < extent.starts(); i++) {
            try (Server service = Server.service(testbed, Durability.ON, ours)) {
                services.add(start(service));
            }
            try (Server hello = Server.bare(testbed, Durability.ON, theirs)) {
                hellos.add(start(hello));
            }
        }
        double time = Median.of(services, Start::millis) / Median.of(hellos, Start::millis);
        double memory = Median.of(services, Start::megabytes) / Median.of(hellos, Start::megabytes);
        section.row(
                archive,
                Median.of(services, Start::millis),
                Median.of(hellos, Start::millis),
                time,
                Median.of(services, Start::megabytes),
                Median.of(hellos, Start::megabytes),
                memory);
        targets.atMost("start to first answer, archive " + archive + ", to hello", time, 2);
        targets.atMost("memory idle, archive " + archive + ", to hello", memory, 1.5);
    }

    private static Start start(Server server) throws IOException {
        server.letRun(SETTLE);
        return new Start(server.millisToFirstAnswer(), server.residentMegabytes());
    }

    private static List<String> archive(Path file) {
        return ImmutableList.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** The service's by the demo, as the Debian package does when it is installed. */
    private static void makeArchives(Testbed testbed) throws IOException {
        Files.deleteIfExists(SERVICE_ARCHIVE);
        Files.deleteIfExists(BARE_ARCHIVE);
        Server.runPxe(
                ImmutableMap.of("PXE_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + SERVICE_ARCHIVE + " -Xlog:disable"),
                "demo");
        Server.bare(
                        testbed,
                        Durability.ON,
                        ImmutableList.of("-XX:ArchiveClassesAtExit=" + BARE_ARCHIVE, "-Xlog:disable"))
                .close();
    }

    private Section memory(Testbed testbed) throws IOException {
        Section.Builder section = Section.of("Memory under requests", "requests so far", "resident MB");
        try (Server service = Server.service(testbed, Durability.ON, ImmutableList.of())) {
            section.row(0L, start(service).megabytes());
            Load load = new Load(64, true);
            long answered = 0;
            double halfway = 0;
            while (answered < extent.requestsForMemory()) {
                Load.Result result = load.run(service.port(), Operation.SET.ofService(true), Duration.ofSeconds(5));
                answered += Math.round(result.perSecond() * 5);
                section.row(answered, service.residentMegabytes());
                boolean isEarly = halfway == 0 || answered < extent.requestsForMemory() / 2;
                halfway = isEarly ? service.residentMegabytes() : halfway;
            }
            targets.atMost(
                    "memory after " + answered + " requests, to that after half of them",
                    service.residentMegabytes() / halfway,
                    1.05);
        }
        return section.build();
    }
}
