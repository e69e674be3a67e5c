package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code http}: where the service listens, who may ask, and over TLS. */
class HttpConfigTest extends ConfigTexts {
    private PxeConfig.Http http(String section) throws IOException {
        return readLeast("http: " + section).http();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 65536       | pxe.yaml:5: http.port: 65536 is not a port",
                "port: -1          | pxe.yaml:5: http.port: -1 is not a port",
                "port: http        | pxe.yaml:5: http.port: \"http\" is not a port",
                "address: 'a b'    | pxe.yaml:5: http.address: \"a b\" is neither an address nor the name of a host",
            })
    void anImpossiblePlaceToListenIsRefusedByItsKey(String line, String expected) throws IOException {
        assertComplaintOfLeast("http:\n  " + line + "\n").startsWith(expected);
    }

    @Test
    void whoMayAskIsTaken() throws IOException {
        PxeConfig.Access access =
                http("{allow: {SB8: [10.18.0.0/16, 10.0.0.5/32], default: [127.0.0.0/8]}, legacy: [10.0.0.0/8],"
                                + " tokens: secret/tokens.yaml}")
                        .access();

        assertThat(access.allow())
                .contains(ImmutableMap.of(
                        Domain.of("sb8"), ImmutableSet.of(Network.of("10.18.0.0/16"), Network.of("10.0.0.5/32")),
                        Domain.of("default"), ImmutableSet.of(Network.of("127.0.0.0/8"))));
        assertThat(access.legacy()).contains(ImmutableSet.of(Network.of("10.0.0.0/8")));
        assertThat(access.tokens()).contains(directory.resolve("secret/tokens.yaml"));
    }

    @Test
    void whereNothingIsSaidEveryoneMayAskAndInClear() throws IOException {
        PxeConfig.Http http = http("{port: 80}");

        assertThat(http.access()).isEqualTo(new PxeConfig.Access(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(http.tls()).isEmpty();
    }

    @Test
    void aCertificateIsTakenFromPemFilesOrAKeystore() throws IOException {
        assertThat(http("{tls: {certificate: cert.pem, key: /etc/key.pem}}").tls())
                .contains(new PxeConfig.Tls(directory.resolve("cert.pem"), false, Path.of("/etc/key.pem")));
        assertThat(http("{tls: {keystore: am.p12, password_file: am.password}}").tls())
                .contains(new PxeConfig.Tls(directory.resolve("am.p12"), true, directory.resolve("am.password")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{allow: [10.0.0.0/8]}                      | http.allow: Expected a mapping",
                "{allow: {sb8: []}}                         | http.allow.sb8: Expected at least one network",
                "{allow: {sb8: [10.0.0.1/8]}}               | http.allow.sb8: 10.0.0.1/8 is not a network",
                "{allow: {a..b: [10.0.0.0/8]}}              | http.allow.a..b: \"a..b\" is not the name of a domain",
                "{legacy: 10.0.0.0/8}                       | http.legacy: Expected a list",
                "{legacy: [lab]}                            | http.legacy: \"lab\" is not a network",
                "{tokens: [a]}                              | http.tokens: Expected a plain value",
                "{tokens: ' '}                              | http.tokens: \" \" is not a path",
                "{token: tokens.yaml}                       | http.token: The key \"token\" is not known",
                "{tls: {certificate: c.pem}}                | http.tls: The key \"key\" is missing",
                "{tls: {keystore: c.p12}}                   | http.tls: The key \"password_file\" is missing",
                "{tls: {keystore: c.p12, password_file: p, key: k.pem}} | http.tls.key: The key \"key\" is not known",
                "{tls: c.pem}                               | http.tls: Expected a mapping",
            })
    void whatCannotBeARuleIsRefusedByItsKey(String section, String expected) throws IOException {
        assertComplaintOfLeast("http: " + section).startsWith("pxe.yaml:4: " + expected);
    }
}
