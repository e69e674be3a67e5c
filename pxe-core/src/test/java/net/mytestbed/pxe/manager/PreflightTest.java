package net.mytestbed.pxe.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which boot configurations no node is sent to, and which ones only with a warning. */
class PreflightTest {
    private static final String SOUND = "default linux\nlabel linux\nkernel vmlinuz\n";

    @TempDir
    Path tftpboot;

    private Path cfgDir;

    @BeforeEach
    void layOut() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        Files.writeString(tftpboot.resolve("vmlinuz"), "a kernel");
    }

    private void write(String image, String text) throws IOException {
        Files.writeString(cfgDir.resolve(image), text);
    }

    private ImmutableList<String> check(PreflightMode mode, String... images) {
        return new Preflight(new TftpBootDirectory(cfgDir, tftpboot.resolve("pxelinux.leases")), mode)
                .check(Stream.of(images).map(BootConfigName::of).collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void aSoundConfigurationPassesWithoutAWord() throws IOException {
        write("sound", SOUND);

        assertThat(check(PreflightMode.ENFORCE, "sound")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "default linux\nlabel linux\nappend quiet\n",
                "default linux\nlabel linux\nkernel no-such\n",
                "default linux\nlabel linux\nkernel vmlinuz\ninitrd no-such\n"
            })
    void aConfigurationByWhichTheNodeWouldNotBootIsRefused(String text) throws IOException {
        write("bad", text);

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> check(PreflightMode.ENFORCE, "bad"))
                .withMessageStartingWith("Boot configuration bad: ")
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::code).containsOnly(ProblemCode.BAD_IMAGE));
    }

    @Test
    void aConfigurationByWhichTheNodeBootsNonethelessPassesWithAWarning() throws IOException {
        write("other-label", SOUND + "label other\nkernel no-such\n");

        assertThat(check(PreflightMode.ENFORCE, "other-label"))
                .singleElement()
                .asString()
                .startsWith("Boot configuration other-label: ")
                .contains("no-such");
    }

    @Test
    void whatIsWrongWithAnyOfThemIsNamedAtOnce() throws IOException {
        write("sound", SOUND);
        write("empty", "");

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> check(PreflightMode.ENFORCE, "empty", "sound", "missing"))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::sentence)
                        .satisfiesExactly(
                                empty -> assertThat(empty).startsWith("Boot configuration empty: it "),
                                missing -> assertThat(missing).startsWith("Boot configuration missing: it ")));
    }

    @Test
    void whereItOnlyWarnsErrorsAreToldToo() {
        assertThat(check(PreflightMode.WARN, "missing"))
                .singleElement()
                .asString()
                .startsWith("Boot configuration missing: it ");
    }

    @Test
    void whereItIsOffNothingIsLookedAt() {
        assertThat(check(PreflightMode.OFF, "missing")).isEmpty();
    }
}
