package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a key completes, on the directory itself and by a running service. */
@ParameterizedClass
@EnumSource(Way.class)
class CompletionTest {
    private final Path directory;

    @AutoClose
    private final CommandTestbed testbed;

    private final Shell shell;

    CompletionTest(Way way, @TempDir Path directory) {
        this.directory = directory;
        testbed = new CommandTestbed(directory, way);
        shell = testbed.shell();
    }

    /** With a real bash, and a {@code pxe} that writes down what it is asked and answers as the real one did. */
    private List<String> completed(String line, String answer) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("script"), shell.pxe("completion").out());
        Files.writeString(directory.resolve("answer"), answer);
        Path pxe = Files.writeString(
                directory.resolve("pxe"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >" + directory + "/asked\ncat " + directory + "/answer\n");
        Files.setPosixFilePermissions(pxe, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "PATH=" + directory + ":$PATH; source " + directory + "/script; COMP_LINE='" + line
                                + "'; COMP_WORDS=(${COMP_LINE}); [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('');"
                                + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_pxe; printf '%s\\n' \"${COMPREPLY[@]}\"")
                // compopt complains where no person types.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
        bash.waitFor();
        return Splitter.on('\n').omitEmptyStrings().splitToList(out);
    }

    private String asked() throws IOException {
        return Files.readString(directory.resolve("asked"));
    }

    @Test
    void theImagesOfTheServiceOrTheDirectoryAreKnown() {
        assertThat(shell.pxe("complete", "IMAGES", "pxe set --image o").lines()).contains("omf-5.4", "orbit-2.0.0");
    }

    @Test
    void theNodesOfTheDomainInTheLineAreKnown() {
        assertThat(shell.pxe("complete", "NODES", "pxe show --lifetime 5 --domain sb8.orbit-lab.org n")
                        .lines())
                .contains("node1-1.sb8.orbit-lab.org", "node1-2.sb8.orbit-lab.org");
    }

    @Test
    void withoutADomainTheNodesThatHaveALinkAreKnown() {
        shell.pxe("set", "node1-2.sb8.orbit-lab.org");

        assertThat(shell.pxe("complete", "NODES", "pxe clear ").lines()).containsExactly("node1-2.sb8.orbit-lab.org");
    }

    @Test
    void theLineMayNameAnotherPlace() {
        Shell.Result result = shell.pxe("complete", "IMAGES", "pxe set -s http://127.0.0.1:1 -i ");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void bashAsksForImagesWhereAnImageStands() throws IOException, InterruptedException {
        assertThat(completed("pxe set --domain d --image orbit-", "default\norbit-2.0.0\norbit-3.1\n"))
                .containsExactly("orbit-2.0.0", "orbit-3.1");
        assertThat(asked()).isEqualTo("complete\nIMAGES\npxe set --domain d --image orbit-\n");
    }

    @Test
    void bashAsksForImagesBehindAnEqualsSign() throws IOException, InterruptedException {
        assertThat(completed("pxe set --image = orbit-", "default\norbit-2.0.0\n"))
                .containsExactly("orbit-2.0.0");
    }

    @Test
    void bashAsksForNodesWhereANodeStands() throws IOException, InterruptedException {
        assertThat(completed("pxe explain node1-", "node1-1.sb8\nnode1-2.sb8\nnode2-1.sb8\n"))
                .containsExactly("node1-1.sb8", "node1-2.sb8");
        assertThat(asked()).isEqualTo("complete\nNODES\npxe explain node1-\n");
    }

    @Test
    void bashAsksNothingWhereAnOptionStands() throws IOException, InterruptedException {
        assertThat(completed("pxe set --im", "nothing")).containsExactly("--image");
        assertThat(directory.resolve("asked")).doesNotExist();
    }
}
