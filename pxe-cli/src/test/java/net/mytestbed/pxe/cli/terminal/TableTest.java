package net.mytestbed.pxe.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import net.mytestbed.pxe.cli.terminal.Table.Cell;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Terminal COLOURED = new Terminal(true, true, true);

    private static String printed(Table table, Terminal terminal) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), terminal);
        return out.toString();
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNoLineEndsInBlanks() {
        Table table = new Table("NODE", "HEX", "BOOTS");
        table.add(Cell.of("node1-1"), Cell.of("0A120101"), Cell.of("orbit-2.0.0"));
        table.add(Cell.of("node1-10"), Cell.of(""), Cell.of("x"));

        assertThat(printed(table, Terminal.NONE).lines())
                .containsExactly(
                        "NODE      HEX       BOOTS", //
                        "node1-1   0A120101  orbit-2.0.0",
                        "node1-10  -         x");
    }

    @Test
    void coloursDoNotMoveTheColumns() {
        Table table = new Table("A", "B");
        table.add(new Cell("long", Style.REFUSED), Cell.of("x"));

        assertThat(printed(table, COLOURED)).contains("\u001B[31mlong\u001B[0m");
        assertThat(printed(table, COLOURED).replaceAll("\u001B\\[[0-9]+m", ""))
                .isEqualTo(printed(table, Terminal.NONE));
    }

    @Test
    void noTextCanControlTheTerminal() {
        Table table = new Table("TARGET");
        table.add(Cell.of("a\u001B[2J\nb\u202Ec"));

        assertThat(printed(table, Terminal.NONE)).doesNotContain("\u001B").contains("a?[2J?b?c");
    }
}
