package net.mytestbed.pxe.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every file. The seed of a run is printed; {@code -Dseed=...} repeats it. */
final class BootConfigPropertyTest {
    private static final int RUNS = 3_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final ImmutableList<String> WORDS = ImmutableList.of(
            "default",
            "ui",
            "label",
            "kernel",
            "LINUX",
            "initrd",
            "append",
            "localboot",
            "com32",
            "config",
            "menu",
            "include",
            "text",
            "endtext",
            "help",
            "timeout",
            "totaltimeout",
            "ontimeout",
            "onerror",
            "prompt",
            "implicit",
            "noescape",
            "sysappend",
            "path",
            "disable",
            "hide",
            "begin",
            "end",
            "separator",
            "goto",
            "exit",
            "quit",
            "f1",
            "#",
            "-",
            "a",
            "b",
            "vmlinuz",
            "menu.c32",
            "x.0",
            "initrd=",
            "initrd=i,j",
            "0",
            "1",
            "-1",
            "0x80",
            "../..",
            "http://h/k",
            "10.0.0.1::k",
            ":",
            "/",
            "..",
            "~",
            "\0",
            "\u00ff");
    private static final ImmutableList<String> BLANKS =
            ImmutableList.of(" ", "  ", "\t", "\r", "\n", "\n", "\n", "\r\n", "");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed(TestInfo test) {
        System.out.println(test.getTestMethod().orElseThrow().getName() + ": -Dseed=" + seed);
    }

    @Test
    void randomBytesAreTakenAndKept() {
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = new byte[random.nextInt(9_000)];
            random.nextBytes(bytes);
            assertTaken(bytes);
        }
    }

    @Test
    void randomWordsAreTakenAndKept() {
        for (int run = 0; run < RUNS; run++) {
            assertTaken(randomText(random.nextInt(400)).getBytes(ISO_8859_1));
        }
    }

    @Test
    void overlongRandomLinesAreTakenAndKept() {
        for (int run = 0; run < RUNS / 10; run++) {
            String text = randomText(40);
            assertTaken(
                    text.replace("b", "b".repeat(4_000 + random.nextInt(200))).getBytes(ISO_8859_1));
        }
    }

    private static void assertTaken(byte[] bytes) {
        BootConfig config = BootConfig.parse(bytes);
        assertThat(config.bytes()).isEqualTo(bytes);
        assertThat(BootConfig.parse(config.text())).isEqualTo(config).hasSameHashCodeAs(config);
        for (boolean areThere : new boolean[] {true, false}) {
            BootFiles files = path -> {
                assertThat(path).isNotEmpty().doesNotStartWith("/").doesNotMatch("(.*/)?\\.\\.?(/.*)?");
                return areThere;
            };
            assertThat(config.bootsByDefault(files)).isNotNull();
            assertThat(BootConfigCheck.check(config, files)).doesNotContainNull();
        }
    }

    private String randomText(int words) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append(oneOf(WORDS)).append(oneOf(BLANKS));
        }
        return text.toString();
    }

    @Test
    void whatIsBuiltIsReadAsItWasMeant() {
        for (int run = 0; run < RUNS; run++) {
            String label = randomWord();
            String kernel = randomWord();
            List<String> initrds = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> randomWord().replace(',', '_'))
                    .toList();
            String append = IntStream.range(0, random.nextInt(5))
                    .mapToObj(i -> "x" + randomWord())
                    .collect(Collectors.joining(" "));

            BootConfig built = BootConfig.ramImage(label, kernel, initrds, append);

            List<String> line = new ArrayList<>();
            line.addAll(append.isEmpty() ? List.of() : List.of(append));
            line.addAll(initrds.isEmpty() ? List.of() : List.of("initrd=" + String.join(",", initrds)));
            assertThat(BootConfig.parse(built.bytes())).isEqualTo(built);
            assertThat(built.label(label).orElseThrow().action())
                    .isEqualTo(
                            new BootsKernel(label, kernel, ImmutableList.copyOf(initrds), String.join(" ", line), 0));
        }
    }

    /** The work grows with the file: a quadratic step anywhere would take these files of the largest size minutes. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "label a\n",
                "\n",
                "x\n",
                "append x\nlabel %s\n",
                "menu begin\nlabel %s\n",
                "include %s\n",
                "text\n",
                "initrd=,",
                "label a\0\n",
                "x"
            })
    void theLargestFilesAreCheckedInTime(String piece) {
        StringBuilder text = new StringBuilder("default 7\nappend " + "y".repeat(4_000) + "\n");
        int count = 0;
        while (text.length() < BootConfig.MAXIMUM_SIZE - 100) {
            text.append(piece.replace("%s", "" + count++));
        }
        BootConfig config = assertTimeoutPreemptively(LIMIT, () -> BootConfig.parse(text.toString()));
        assertTimeoutPreemptively(LIMIT, () -> BootConfigCheck.check(config, path -> false));
        assertTimeoutPreemptively(LIMIT, () -> config.bootsByDefault(path -> false));
    }

    private String randomWord() {
        return random.ints(1 + random.nextInt(30), '!', '~' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .replace("initrd=", "");
    }

    private <T> T oneOf(ImmutableList<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
