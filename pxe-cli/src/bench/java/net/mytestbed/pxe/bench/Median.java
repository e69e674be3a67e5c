package net.mytestbed.pxe.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle one of several rounds, which one bad moment of a shared machine does not move. */
final class Median {
    private Median() {}

    static double of(List<Double> values) {
        return of(values, value -> value);
    }

    static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
