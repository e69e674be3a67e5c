package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures everything that docs/performance.md tells. */
final class Bench {
    private static final Path RESULTS = Path.of("target/bench").toAbsolutePath();

    private final Extent extent = Extent.ofSystemProperties();
    private final Targets targets = new Targets();

    public static void main(String[] arguments) throws IOException {
        new Bench().run();
    }

    private void run() throws IOException {
        BareJar.make();
        var machine = Machine.describe(extent);
        List<Section> sections = new ArrayList<>();
        if (extent.wants("parts")) {
            sections.add(Parts.run(extent));
        }
        if (extent.wants("start")) {
            sections.addAll(new StartRun(extent, targets).run());
        }
        if (extent.wants("silent")) {
            sections.add(SilentRun.run(extent, targets));
        }
        if (extent.wants("growth")) {
            sections.addAll(new GrowthRun(extent, targets).run());
        }
        if (extent.wants("load") || extent.wants("bulk")) {
            sections.addAll(loads());
        }
        sections.add(0, targets.section());
        new Report(machine, sections).write(RESULTS);
        Graph.draw(RESULTS);
        System.out.println("\n" + targets.section().markdown() + "\nAll of it: " + RESULTS);
    }

    private ImmutableList<Section> loads() throws IOException {
        LoadRun load = new LoadRun(extent, targets);
        BulkRun bulk = new BulkRun(extent, targets);
        for (Durability durability : Durability.possible()) {
            try (Testbed disk = Testbed.make("disk", extent.disk(), 10_000);
                    Testbed tmpfs = Testbed.make("tmpfs", extent.tmpfs(), 10_000)) {
                for (Testbed testbed : ImmutableList.of(disk, tmpfs)) {
                    if (extent.wants("load")) {
                        load.run(testbed, durability);
                    }
                    if (extent.wants("bulk")) {
                        bulk.run(testbed, durability);
                    }
                }
            }
        }
        return ImmutableList.of(load.section(), bulk.section());
    }
}
