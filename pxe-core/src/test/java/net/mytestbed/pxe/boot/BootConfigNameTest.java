package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootConfigNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "orbit-2.0.0",
                "omf-5.4",
                "a",
                "0",
                "0A12010",
                "0a120102",
                "0A120102.old",
                "x_y+z@2",
                "01-00-03-2d-08-1a"
            })
    void aPlainFileNameIsTaken(String name) {
        assertThat(BootConfigName.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void whatIsNoPlainFileNameIsRefused(String name) {
        assertThatThrownBy(() -> BootConfigName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("\\p{Print}+ is not the name of a boot configuration: expected 1 to 127 .*\\.");
    }

    static Stream<String> badNames() {
        return Stream.of(
                "",
                ".",
                "..",
                "../../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "a\\b",
                ".hidden",
                "-rf",
                "a b",
                " a",
                "a\n",
                "a\tb",
                "a\0b",
                "a,b",
                "a:b",
                "a%2fb",
                "caf\u00e9",
                "\u202etxt",
                "x".repeat(128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A120102",
                "FFFFFFFF",
                "01-00-03-2d-08-1a-23",
                "01-00-03-2D-08-1A-23",
                "b8945908-d6a6-41a9-611d-74a6ab80b83d"
            })
    void aNodesOwnFileNameIsRefused(String name) {
        assertThatThrownBy(() -> BootConfigName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PXELINUX looks for one node's own file under it");
    }

    @Test
    void namesAreInOrderOfTheirCharacters() {
        assertThat(BootConfigName.of("a")).isLessThan(BootConfigName.of("b"));
    }

    @Test
    void theLongestFileNameOfPxelinuxIsTaken() {
        assertThat(BootConfigName.of("x".repeat(127)).value()).hasSize(127);
    }

    @Test
    void aLongBadNameIsCutInTheMessage() {
        assertThatThrownBy(() -> BootConfigName.of("/".repeat(1900)))
                .hasMessageStartingWith("\"" + "/".repeat(64) + "\"...");
    }
}
