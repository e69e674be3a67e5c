package net.mytestbed.pxe.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.dhcp.BootFileName;
import net.mytestbed.pxe.dhcp.BootPrograms;
import net.mytestbed.pxe.dhcp.DhcpdFragment;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.dhcp.Reservations;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DhcpConfigurationTest {
    /** Names that dhcpd could take for numbers, for keywords or for nothing. */
    private static final ImmutableList<String> ODD_NAMES = ImmutableList.of(
            "1",
            "9.9",
            "10.18.1.2",
            "0x1f.a",
            "00",
            "12ab.ff",
            "1-2",
            "a-",
            "a--b.c",
            "a_b",
            "_",
            "_a",
            "a._b",
            "host",
            "subnet.group",
            "if.else",
            "include",
            "x".repeat(63) + "." + "y".repeat(63) + "." + "z".repeat(63));

    private static String configuration() {
        return new DhcpConfiguration(HexIp.ofAddress("10.18.0.1"), "10.18.0.0", "255.255.0.0", Lab.NODES).text();
    }

    /** What dhcpd, where it is installed, says of a configuration; empty where it would start with it. */
    private static String complaints(Path directory, String configuration) throws IOException, InterruptedException {
        LabParts parts = LabParts.ofThisMachine();
        assumeThat(parts.missing()).noneMatch(missing -> missing.startsWith("dhcpd "));
        Path file = Files.writeString(directory.resolve("dhcpd.conf"), configuration);
        Path said = directory.resolve("said");
        Process dhcpd = new ProcessBuilder(parts.file("usr/sbin/dhcpd").toString(), "-t", "-4", "-cf", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return dhcpd.waitFor() == 0 ? "" : Files.readString(said);
    }

    @Test
    void theDocumentationShowsWhatIsWritten() {
        assertThat(Path.of("../docs/lab.md")).content().contains("```\n" + configuration() + "```\n");
    }

    @Test
    void whoInstallsATestbedIsShownTheSameSubnetAndTheSameNodes() {
        String configuration = configuration();
        int nodes = configuration.indexOf("# Written by");
        assertThat(Path.of("../docs/installing.md"))
                .content()
                .contains(configuration.substring(configuration.indexOf("subnet "), nodes))
                .contains("```\n" + configuration.substring(nodes) + "```\n");
    }

    @Test
    void dhcpdTakesWhatTheLabWrites(@TempDir Path directory) throws IOException, InterruptedException {
        assertThat(complaints(directory, configuration())).isEmpty();
    }

    @Test
    void dhcpdTakesEveryNameThatANodeCanHave(@TempDir Path directory) throws IOException, InterruptedException {
        ImmutableList.Builder<Reservation> reservations = ImmutableList.builder();
        for (int i = 0; i < ODD_NAMES.size(); i++) {
            reservations.add(new Reservation(
                    NodeId.of(ODD_NAMES.get(i)),
                    MacAddress.of("52:54:00:12:02:%02x".formatted(i)),
                    HexIp.ofAddress("10.18.2." + i)));
        }
        String fragment = new DhcpdFragment(
                        new BootPrograms(
                                Optional.of(HexIp.ofAddress("10.18.0.1")),
                                BootPrograms.PXELINUX,
                                Optional.of(BootFileName.of("efi64/syslinux.efi"))),
                        Reservations.of(reservations.build()))
                .text();

        assertThat(complaints(directory, "option arch code 93 = unsigned integer 16;\n" + fragment))
                .isEmpty();
    }
}
