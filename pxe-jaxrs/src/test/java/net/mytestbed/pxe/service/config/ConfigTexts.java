package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.yaml.YamlException;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.io.TempDir;

/** Tests by configurations as texts, each written to a file and read from it. */
abstract class ConfigTexts {
    /** What has to be there: three lines, after which the section {@code pxe} may go on or another one begin. */
    static final String LEAST = """
            pxe:
              cfgDir: /tftpboot/pxelinux.cfg
              testbed: {default: {inventory_url: 'http://inventory/'}}
            """;

    @TempDir
    Path directory;

    Path file() {
        return directory.resolve("pxe.yaml");
    }

    PxeConfig read(String text) throws IOException {
        return PxeConfig.read(Files.writeString(file(), text));
    }

    PxeConfig readLeast(String more) throws IOException {
        return read(LEAST + more);
    }

    /** What is said to be wrong with it, with the file's name alone. */
    ImmutableList<String> complaints(String text) throws IOException {
        Files.writeString(file(), text);
        return assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> PxeConfig.read(file()))
                .actual()
                .complaints()
                .stream()
                .map(complaint -> complaint.toString().replace(directory + "/", ""))
                .collect(ImmutableList.toImmutableList());
    }

    ImmutableList<String> complaintsOfLeast(String more) throws IOException {
        return complaints(LEAST + more);
    }

    /** On the one thing that is said to be wrong with it. */
    AbstractStringAssert<?> assertComplaint(String text) throws IOException {
        return assertThat(complaints(text)).singleElement().asString();
    }

    AbstractStringAssert<?> assertComplaintOfLeast(String more) throws IOException {
        return assertComplaint(LEAST + more);
    }
}
