package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TftpServerTest {
    private static Optional<TftpServer> of(String commandLine) {
        return TftpServer.of(Splitter.on(' ').splitToList(commandLine));
    }

    private static TftpServer server(String program, String root, String user, boolean isConfined) {
        return new TftpServer(
                program,
                root.isEmpty() ? ImmutableList.of() : ImmutableList.of(Path.of(root)),
                Optional.of(user).filter(name -> !name.isEmpty()),
                isConfined);
    }

    @Test
    void tftpdHpaIsReadAsDebianStartsIt() {
        assertThat(of("/usr/sbin/in.tftpd --listen --user tftp --address :69 --secure /srv/tftp"))
                .contains(server("in.tftpd", "/srv/tftp", "tftp", true));
        assertThat(of("in.tftpd -L -a 10.18.0.1:69 -u nobody --secure -vvv --blocksize 1468 /tftpboot"))
                .contains(server("in.tftpd", "/tftpboot", "nobody", true));
        assertThat(of("in.tftpd -Ls -B 1468 /tftpboot")).contains(server("in.tftpd", "/tftpboot", "nobody", true));
        assertThat(of("in.tftpd -Lu tftp -t 5 /tftpboot")).contains(server("in.tftpd", "/tftpboot", "tftp", false));
    }

    @Test
    void valuesOfTftpdHpasOptionsMayBeAttached() {
        assertThat(of("in.tftpd -l --user=tftp --address=:69 /srv/tftp"))
                .contains(server("in.tftpd", "/srv/tftp", "tftp", false));
        assertThat(of("in.tftpd -lsutftp -m/etc/tftpd.rules /srv/tftp"))
                .contains(server("in.tftpd", "/srv/tftp", "tftp", true));
    }

    @Test
    void aValueIsNeitherADirectoryNorAnOption() {
        assertThat(of("in.tftpd -l --verbosity 3 --map-steps 100 /srv/tftp"))
                .contains(server("in.tftpd", "/srv/tftp", "nobody", false));
        assertThat(of("in.tftpd -l -m/etc/tftpd.rules /srv/tftp"))
                .contains(server("in.tftpd", "/srv/tftp", "nobody", false));
    }

    @Test
    void othersAreReadWhereTheyTellWhatTheyServe() {
        assertThat(of("/usr/sbin/atftpd --daemon --user nobody.nogroup /srv/tftp"))
                .contains(server("atftpd", "/srv/tftp", "nobody", true));
        assertThat(of("dnsmasq --enable-tftp --tftp-root=/srv/tftp"))
                .contains(server("dnsmasq", "/srv/tftp", "", true));
        assertThat(of("dnsmasq --enable-tftp")).contains(server("dnsmasq", "", "", true));
        assertThat(of("dnsmasq -x /run/dnsmasq.pid")).isEmpty();
        assertThat(of("/usr/sbin/sshd -D /tftpboot")).isEmpty();
    }
}
