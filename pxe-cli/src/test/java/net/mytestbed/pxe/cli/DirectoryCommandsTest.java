package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a command on the directory itself can meet. */
class DirectoryCommandsTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";

    @TempDir
    private Path directory;

    @Test
    void aConfigurationThatIsMissingIsWrongUsage() {
        Shell.Result result = Shell.piped().pxe("show", "--config", directory + "/none.yaml", NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints()).singleElement().asString().startsWith("pxe: " + directory + "/none.yaml: ");
    }

    @Test
    void everyMistakeInAConfigurationIsTold() throws IOException {
        Path config = Files.writeString(
                directory.resolve("pxe.yaml"), "pxe:\n  cfgdir: /tftpboot\n  linkLifetime: soon\n  testbed: {}\n");

        Shell.Result result = Shell.piped().pxe("set", "--config", config.toString(), NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints())
                .anySatisfy(line -> assertThat(line).startsWith("pxe: " + config + ":2: pxe.cfgdir: "))
                .anySatisfy(line -> assertThat(line).startsWith("pxe: " + config + ":3: pxe.linkLifetime: "));
    }

    @Test
    void anInventoryThatCannotBeUsedIsWrongUsage() throws IOException {
        Path config = Files.writeString(directory.resolve("pxe.yaml"), """
                pxe:
                  cfgDir: tftpboot/pxelinux.cfg
                  testbed:
                    default:
                      inventory_url: file:%s/none.yaml
                """.formatted(directory));

        Shell.Result result = Shell.piped().pxe("set", "--config", config.toString(), NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaints()).singleElement().asString().startsWith("pxe: " + directory + "/none.yaml: ");
    }

    @Test
    void aBootDirectoryThatIsMissingIsAFailureThatNamesIt() throws IOException {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            MoreFiles.deleteRecursively(testbed.tree().cfgDir(), RecursiveDeleteOption.ALLOW_INSECURE);

            Shell.Result result = testbed.shell().pxe("set", NODE);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.complaints())
                    .singleElement()
                    .asString()
                    .contains(testbed.tree().cfgDir().toString());
        }
    }

    @Test
    void whoAskedIsTheUserAlsoBehindSudo() {
        try (CommandTestbed testbed = new CommandTestbed(directory, Way.DIRECTORY)) {
            testbed.shell().with("SUDO_USER", "alice").pxe("set", NODE);

            assertThat(testbed.shell().pxe("show", NODE).out()).contains(" alice@");
        }
    }
}
