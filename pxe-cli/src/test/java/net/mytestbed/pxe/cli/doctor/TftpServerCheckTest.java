package net.mytestbed.pxe.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftpServerCheckTest {
    private final Path directory;

    @AutoClose
    private final Installation installation;

    TftpServerCheckTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        installation = new Installation(directory);
    }

    @Test
    void withoutATftpServerNodesLoadNothing() throws IOException {
        installation.ends(100);

        installation.assertOnly("tftp-server", Severity.ERROR, "No TFTP server runs");
    }

    @Test
    void aTftpServerOfAnotherDirectoryIsAnError() throws IOException {
        installation.process(
                100,
                "in.tftpd",
                "-L",
                "-u",
                "tftp",
                "--secure",
                directory.resolve("srv").toString());

        installation.assertOnly("tftp-server", Severity.ERROR, "in.tftpd serves " + directory.resolve("srv"));
    }

    @Test
    void aTftpServerThatFollowsLinksAnywhereIsAWarning() throws IOException {
        installation.process(
                100, "in.tftpd", "-L", "-u", "tftp", installation.tree().root().toString());

        installation.assertOnly("tftp-server", Severity.WARNING, "without --secure");
    }

    @Test
    void whatTftpdWouldServeAfterItsNextStartIsCompared() throws IOException {
        installation.machine("/etc/default/tftpd-hpa", "TFTP_DIRECTORY=\"/srv/tftp\"\n");

        installation.assertOnly("tftp-server", Severity.WARNING, "TFTP_DIRECTORY is /srv/tftp");
    }

    @Test
    void aServerThatDoesNotTellWhatItServesIsToldOf() throws IOException {
        installation.process(100, "/usr/sbin/dnsmasq", "--enable-tftp");

        installation.assertOnly("tftp-server", Severity.HINT, "what dnsmasq serves");
    }
}
