package net.mytestbed.pxe.bench;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts of a request, each by itself (JMH). */
final class Parts {
    private Parts() {}

    static Section run(Extent extent) throws IOException {
        Section.Builder section = Section.of("Parts of a request", "part", "µs", "±");
        TimeValue time = TimeValue.milliseconds(extent.full() ? 2_000 : 500);
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(PartsBenchmark.class.getName() + "\\..*")
                            .forks(extent.full() ? 3 : 1)
                            .warmupIterations(5)
                            .warmupTime(time)
                            .measurementIterations(5)
                            .measurementTime(time)
                            .verbosity(VerboseMode.SILENT)
                            .jvmArgsAppend("-Dbench.tmpfs=" + extent.tmpfs())
                            .build())
                    .run();
            for (RunResult result : results) {
                section.row(
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreError());
            }
        } catch (RunnerException e) {
            throw new IOException("JMH failed", e);
        }
        return section.build();
    }
}
