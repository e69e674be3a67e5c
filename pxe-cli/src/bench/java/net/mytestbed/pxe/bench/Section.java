package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table of the report.
 *
 * @param rows each with a value for every column: text, or a number
 */
record Section(String title, ImmutableList<String> columns, ImmutableList<ImmutableList<Object>> rows) {
    static Builder of(String title, String... columns) {
        return new Builder(title, ImmutableList.copyOf(columns));
    }

    static final class Builder {
        private final String title;
        private final ImmutableList<String> columns;
        private final ImmutableList.Builder<ImmutableList<Object>> rows = ImmutableList.builder();

        private Builder(String title, ImmutableList<String> columns) {
            this.title = title;
            this.columns = columns;
        }

        /** Tells it on the console as well, so that who waits sees how it goes on. */
        void row(Object... values) {
            rows.add(ImmutableList.copyOf(values));
            System.out.println(title + ": "
                    + Arrays.stream(values).map(Section::shown).collect(Collectors.joining(", ")));
        }

        Section build() {
            return new Section(title, columns, rows.build());
        }
    }

    ImmutableList<ImmutableMap<String, Object>> asMaps() {
        ImmutableList.Builder<ImmutableMap<String, Object>> maps = ImmutableList.builder();
        for (ImmutableList<Object> row : rows) {
            ImmutableMap.Builder<String, Object> map = ImmutableMap.builder();
            for (int i = 0; i < columns.size(); i++) {
                map.put(columns.get(i), row.get(i));
            }
            maps.add(map.buildOrThrow());
        }
        return maps.build();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        line(text, columns);
        line(text, columns.stream().map(column -> "---").toList());
        rows.forEach(row -> line(text, row.stream().map(Section::shown).toList()));
        return text.toString();
    }

    private static void line(StringBuilder text, Iterable<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Three digits say more than a noisy machine can keep. */
    private static String shown(Object value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        double size = Math.abs(number);
        return size >= 100 ? "%,.0f".formatted(number) : size >= 10 ? "%.1f".formatted(number) : "%.2f".formatted(number);
    }
}
