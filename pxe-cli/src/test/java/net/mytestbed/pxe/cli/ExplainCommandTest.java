package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a node boots what it boots, in both ways. */
@ParameterizedClass
@EnumSource(Way.class)
class ExplainCommandTest {
    private static final String NODE = "omf.nicta.node2";
    private static final String MAC_FILE = "01-00-03-2d-08-1a-23";

    @AutoClose
    private final CommandTestbed testbed;

    ExplainCommandTest(Way way, @TempDir Path directory) {
        testbed = new CommandTestbed(directory, way);
        testbed.tree().config("default", "default d\nlabel d\nlocalboot 0\n").link("10.0.0.2", "orbit-2.0.0");
    }

    private Shell.Result explain(String... more) {
        return testbed.shell()
                .pxe(ObjectArrays.concat(new String[] {"explain", NODE, "--domain", "norbit"}, more, String.class));
    }

    @Test
    void theLinkDecidesAndHidesOnlyTheDefault() {
        assertThat(explain().lines())
                .anySatisfy(line -> assertThat(line).contains(NODE, "10.0.0.2", "0A000002", "00:03:2d:08:1a:23"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/<uuid> +unknown +-"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/" + MAC_FILE + " +missing +-"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +wins +-> orbit-2.0.0"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/default +hidden +-"))
                .anySatisfy(line -> assertThat(line).matches("Boots kernel \\S+ \\+ \\S+"))
                .noneSatisfy(line -> assertThat(line).startsWith("!"));
    }

    @Test
    void aForgottenMacFileIsNamedAsWhatHidesTheLink() {
        testbed.tree().config(MAC_FILE, "default d\nlabel d\nlocalboot 0\n");

        assertThat(explain().lines())
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/" + MAC_FILE + " +wins +-"))
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/0A000002 +hidden +-> orbit-2.0.0"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("! pxelinux.cfg/" + MAC_FILE + " hides pxelinux.cfg/0A000002; the aggregate"))
                .anySatisfy(line -> assertThat(line).isEqualTo("Boots local disk"));
    }

    @Test
    void theUuidsFileComesFirstWhereItIsKnown() {
        String uuid = "085994b8-a6d6-a941-8c01-2f0e5c0d2f11";
        testbed.tree().config(uuid, "default d\nlabel d\nlocalboot 0\n");

        assertThat(explain("--uuid", uuid).lines())
                .anySatisfy(line -> assertThat(line).matches("pxelinux.cfg/" + uuid + " +wins +-"));
    }

    @Test
    void aUuidThatIsNoneIsWrongUsage() {
        Shell.Result result = explain("--uuid", "1-2-3-4-\u001B" + "5".repeat(99));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("\"1-2-3-4-\\u001b55", "\"... is not a UUID");
    }

    @Test
    void grubsOwnFileIsToldToo() throws IOException {
        Files.createDirectory(testbed.tree().root().resolve("grub"));
        testbed.tree().file("grub/grub.cfg-0A0000", "boot");

        assertThat(explain().lines())
                .anySatisfy(line -> assertThat(line).matches("grub/grub.cfg-01-00-03-2d-08-1a-23 +missing +-"))
                .anySatisfy(line -> assertThat(line).matches("grub/grub.cfg-0A0000 +wins +-"));
    }

    @Test
    void programsGetEveryProgramsNames() throws IOException {
        JsonNode json = explain("-o", "json").json();

        assertThat(json.path("programs").findValuesAsText("program")).containsExactly("pxelinux", "grub", "uboot");
        assertThat(json.path("programs").path(0).path("file").asText()).isEqualTo("pxelinux.cfg/0A000002");
        assertThat(json.path("boots").path("does").asText()).isEqualTo("kernel");
    }

    @Test
    void anUnknownNodeIsStatusThree() {
        assertThat(testbed.shell()
                        .pxe("explain", "omf.nicta.node99", "--domain", "norbit")
                        .status())
                .isEqualTo(3);
    }
}
