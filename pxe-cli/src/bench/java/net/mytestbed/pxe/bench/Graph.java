package net.mytestbed.pxe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws how the time for a node grows, from the JSON of the report. */
final class Graph {
    private Graph() {}

    static void draw(Path directory) throws IOException {
        JsonNode report = JsonMapper.builder().build().readTree(directory.resolve("bench.json").toFile());
        if (report.has(GrowthRun.BY_NODES)) {
            draw(report.get(GrowthRun.BY_NODES), "nodes", "nodes in one request", directory.resolve("by-nodes.png"));
            draw(report.get(GrowthRun.BY_LINKS), "links", "links in the directory", directory.resolve("by-links.png"));
        }
    }

    private static void draw(JsonNode rows, String column, String axis, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(450)
                .title("Time for a node (tmpfs, flushes on)")
                .xAxisTitle(axis)
                .yAxisTitle("µs")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideNE);
        chart.addSeries("service", numbers(rows, column), numbers(rows, "service µs"));
        chart.addSeries("bare loop", numbers(rows, column), numbers(rows, "bare loop µs"));
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static List<Double> numbers(JsonNode rows, String column) {
        return Streams.stream(rows).map(row -> row.get(column).asDouble()).toList();
    }
}
