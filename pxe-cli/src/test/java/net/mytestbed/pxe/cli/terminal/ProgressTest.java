package net.mytestbed.pxe.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();

    private Progress progress(Terminal terminal) {
        return new Progress(new PrintWriter(err, true), terminal);
    }

    @Test
    void workOfMoreThanASecondIsToldAndTheWordsTakenAway() {
        Terminal person = new Terminal(true, true, false);

        String result = progress(person).during("Setting 400 nodes", () -> {
            await().until(() -> err.toString().contains("Setting 400 nodes ... 1 s"));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(err.toString()).endsWith("\r\u001B[K");
    }

    @Test
    void shortWorkIsNotTold() {
        assertThat(progress(new Terminal(true, true, false)).during("Asking", () -> 1))
                .isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }
}
