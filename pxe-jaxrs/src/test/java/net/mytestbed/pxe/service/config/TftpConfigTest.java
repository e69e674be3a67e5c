package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpConfigTest extends ConfigTexts {
    @ParameterizedTest
    @CsvSource({
        "tftp, tftp:69",
        "tftp.orbit-lab.org, tftp.orbit-lab.org:69",
        "10.0.0.1, 10.0.0.1:69",
        "'10.0.0.1:6969', '10.0.0.1:6969'",
        "'::1', '[::1]:69'"
    })
    void aTftpServerIsAHostAndMayHaveAPort(String text, String server) throws IOException {
        assertThat(readLeast("tftp: {server: '" + text + "'}\n").tftp().server())
                .hasToString(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1:0", "10.0.0.1:65536", "10.0.0.1:tftp", "a b", "tftp://10.0.0.1"})
    void whatIsNoTftpServerIsRefused(String text) throws IOException {
        assertComplaintOfLeast("tftp:\n  server: '" + text + "'\n")
                .contains("pxe.yaml:5", "tftp.server", "expected HOST or HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/tftp", "/tftpboot/pxelinux.cfg", "/tftpb"})
    void aTftpRootWithoutTheBootDirectoryIsRefused(String root) throws IOException {
        assertComplaintOfLeast("tftp: {root: " + root + "}\n")
                .contains("tftp.root", "/tftpboot/pxelinux.cfg is not below " + root);
    }
}
