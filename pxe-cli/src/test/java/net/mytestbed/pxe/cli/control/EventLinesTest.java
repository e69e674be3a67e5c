package net.mytestbed.pxe.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events out of lines, as HTML says in section 9.2.6. */
class EventLinesTest {
    private final EventLines lines = new EventLines();

    private List<ServerEvent> take(String... text) {
        return Stream.of(text).flatMap(line -> lines.take(line).stream()).toList();
    }

    @Test
    void anEventEndsWithAnEmptyLine() {
        assertThat(take("id: r-1", "event: change", "data: {}", "", "data:x", "", ""))
                .containsExactly(new ServerEvent("change", "{}"), new ServerEvent("message", "x"));
    }

    @Test
    void linesOfDataAreJoined() {
        assertThat(take("data: a", "data:  b", "data", "")).containsExactly(new ServerEvent("message", "a\n b\n"));
    }

    @Test
    void commentsAndWhatIsNotKnownAreNoEvents() {
        assertThat(take(": nothing more for now", "retry: 5", "color: red", "event: change", ""))
                .isEmpty();
    }

    @Test
    void thePlaceMovesWithEachIdThatIsComplete() {
        take(": changes from here on", "id: r-0", "");
        assertThat(lines.lastId()).contains("r-0");
        take("data: a", "");
        take("id: r-1", "data: b");
        assertThat(lines.lastId()).contains("r-0");
    }

    @Test
    void halfAnEventIsForgottenWithItsConnection() {
        take("id: r-1", "event: gap", "data: half");
        lines.forget();
        assertThat(take("data: whole", "")).containsExactly(new ServerEvent("message", "whole"));
        assertThat(lines.lastId()).isEqualTo(Optional.empty());
    }
}
