package net.mytestbed.pxe.cli.terminal;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, every column as wide as its widest cell. */
public final class Table {
    private static final String BETWEEN_COLUMNS = "  ";

    /**
     * One cell. What no terminal should be sent (a link's target can be any text) becomes a question mark.
     *
     * @param text what it says; an empty cell shows a dash
     * @param style how it stands out
     */
    public record Cell(String text, Style style) {
        public Cell {
            text = text.isEmpty() ? "-" : Terminal.printable(text);
            requireNonNull(style, "style");
        }

        /** A cell like most others. */
        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    private final List<ImmutableList<Cell>> rows = new ArrayList<>();

    /** A table with these headings and no rows. */
    public Table(String... headings) {
        rows.add(ImmutableList.copyOf(headings).stream()
                .map(heading -> new Cell(heading, Style.HEADING))
                .collect(ImmutableList.toImmutableList()));
    }

    /** Adds a row, with a cell for each heading. */
    public void add(Cell... cells) {
        checkArgument(cells.length == rows.get(0).size(), "a row needs a cell for each heading");
        rows.add(ImmutableList.copyOf(cells));
    }

    /** Prints all of it; no line ends in blanks. */
    public void print(PrintWriter out, Terminal terminal) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> Collections.max(rows.stream()
                        .map(row -> row.get(column).text().length())
                        .toList()))
                .toList();
        rows.forEach(row -> out.println(line(row, widths, terminal)));
    }

    private static String line(List<Cell> row, List<Integer> widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            line.append(terminal.styled(cell.style(), cell.text()));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths.get(column) - cell.text().length()))
                        .append(BETWEEN_COLUMNS);
            }
        }
        return line.toString();
    }
}
