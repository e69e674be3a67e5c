package net.mytestbed.pxe.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SomeTest {
    @Test
    void upToThreeAreNamedAndTheOthersCounted() {
        assertThat(Some.of(List.of("a", "b", "c"))).isEqualTo("a, b, c");
        assertThat(Some.of(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
    }

    @Test
    void oneIsNotMany() {
        assertThat(Some.count(1, "node")).isEqualTo("1 node");
        assertThat(Some.count(0, "node")).isEqualTo("0 nodes");
        assertThat(Some.count(2, "node")).isEqualTo("2 nodes");
    }
}
