package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service over TLS. */
class TlsTest {
    private static final String KEYSTORE = "keystore: am.p12, password_file: am.password";
    private static final String PEM = "certificate: am.crt, key: am.key";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    @TempDir
    Path etc;

    private static SelfSigned one;
    private static SelfSigned two;

    private Optional<PxeService> service = Optional.empty();

    @BeforeAll
    static void makeKeys(@TempDir Path directory) {
        one = SelfSigned.make(directory);
        two = SelfSigned.make(directory);
    }

    @BeforeEach
    void writeThePassword() throws IOException {
        Files.writeString(etc.resolve("am.password"), SelfSigned.PASSWORD + "\n");
    }

    private void start(String tls) throws IOException {
        Path file = etc.resolve("pxe.yaml");
        Files.writeString(file, """
                pxe:
                  cfgDir: %s
                  testbed: {default: {inventory_url: 'http://127.0.0.1:1/inventory'}}
                http:
                  port: 0
                  tls: {%s}
                """.formatted(tftp.tree().cfgDir(), tls));
        service = Optional.of(PxeService.start(PxeConfig.read(file)));
    }

    @AfterEach
    void stop() {
        service.ifPresent(PxeService::close);
    }

    private Path keystore() {
        return etc.resolve("am.p12");
    }

    private Path certificate() {
        return etc.resolve("am.crt");
    }

    private Path key() {
        return etc.resolve("am.key");
    }

    private URI uri() {
        return service.orElseThrow().uri();
    }

    private static SSLContext trusting(SelfSigned trusted) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted.trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Of an answer to one who trusts this certificate only. */
    private int status(SelfSigned trusted) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusting(trusted))
                .build()
                .send(HttpRequest.newBuilder(uri().resolve("health/live")).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private void awaitCertificate(SelfSigned expected) {
        await().atMost(LONGEST).ignoreExceptions().until(() -> status(expected) == 200);
    }

    private static void awaitBroken(LoggedEvents log) {
        await().atMost(LONGEST).until(() -> log.lines().stream().anyMatch(line -> line.startsWith("tls-broken")));
    }

    private static LoggedEvents log() {
        return LoggedEvents.of("net.mytestbed.pxe.service.http.TlsReload");
    }

    @Test
    void itSpeaksTlsWithAPkcs12File() throws Exception {
        one.writeKeystore(keystore());
        start(KEYSTORE);
        assertThat(uri().getScheme()).isEqualTo("https");
        assertThat(status(one)).isEqualTo(200);
    }

    @Test
    void itSpeaksTlsWithTwoPemFiles() throws Exception {
        one.writeCertificate(certificate());
        one.writeKey(key());
        start(PEM);
        assertThat(status(one)).isEqualTo(200);
    }

    @Test
    void aNewCertificateIsTakenWithoutARestartAndABrokenOneIsNot() throws Exception {
        one.writeKeystore(keystore());
        start(KEYSTORE);
        two.writeKeystore(keystore());
        awaitCertificate(two);
        try (LoggedEvents log = log()) {
            Files.writeString(keystore(), "broken");
            awaitBroken(log);
        }
        assertThat(status(two)).isEqualTo(200);
        one.writeKeystore(keystore());
        awaitCertificate(one);
    }

    @Test
    void aNewKeyIsNotTakenBeforeItsCertificateHasCome() throws Exception {
        one.writeCertificate(certificate());
        one.writeKey(key());
        start(PEM);
        try (LoggedEvents log = log()) {
            two.writeKey(key());
            awaitBroken(log);
        }
        assertThat(status(one)).isEqualTo(200);
        two.writeCertificate(certificate());
        awaitCertificate(two);
    }

    private void assertStartRefused(String tls, String file, String reason) {
        assertThatIOException()
                .isThrownBy(() -> start(tls))
                .withMessageStartingWith("The certificate and key (http: tls) in " + etc)
                .withMessageContaining(etc.resolve(file) + " ")
                .withMessageContaining(reason);
    }

    @Test
    void aFileThatIsNotThereStopsTheStartAndIsNamed() {
        assertStartRefused(PEM, "am.crt", "cannot be used: there is no file " + certificate() + ".");
    }

    @Test
    void aKeyOfAnotherCertificateStopsTheStart() throws Exception {
        one.writeCertificate(certificate());
        two.writeKey(key());
        assertStartRefused(PEM, "am.key", "the key is not that of the first certificate");
    }

    @Test
    void aKeyThatCannotBeReadStopsTheStartAndItsFormIsTold() throws Exception {
        one.writeCertificate(certificate());
        Files.write(key(), new byte[] {0x30, (byte) 0x82, 0x04, (byte) 0xff});
        assertStartRefused(PEM, "am.key", "expected one in PKCS#8");
    }

    @Test
    void aFileWithoutACertificateStopsTheStart() throws Exception {
        Files.writeString(certificate(), "");
        one.writeKey(key());
        assertStartRefused(PEM, "am.crt", "there is no certificate in");
    }

    @Test
    void aKeystoreWithoutAKeyStopsTheStart() throws Exception {
        SelfSigned.write(one.trusted(), keystore());
        assertStartRefused(KEYSTORE, "am.p12", "there is no key in it");
    }

    @Test
    void aWrongPasswordStopsTheStart() throws Exception {
        one.writeKeystore(keystore());
        Files.writeString(etc.resolve("am.password"), "another\n");
        assertStartRefused(KEYSTORE, "am.password", "password was incorrect");
    }
}
