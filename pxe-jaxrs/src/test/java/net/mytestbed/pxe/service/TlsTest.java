package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTreeExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service over TLS, with certificates that the JDK's keytool makes. */
class TlsTest {
    private static final String PASSWORD = "a-password";

    @RegisterExtension
    final TftpTreeExtension tftp = new TftpTreeExtension();

    @TempDir
    Path etc;

    private Optional<PxeService> service = Optional.empty();

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

    /** A PKCS#12 file with a new key, and a file for its password. */
    private KeyStore make(String name) throws Exception {
        Path made = etc.resolve(name + "-made.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "am",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        made.toString()))
                .redirectErrorStream(true)
                .redirectOutput(etc.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.writeString(etc.resolve("am.password"), PASSWORD + "\n");
        try (InputStream in = Files.newInputStream(made)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    private void install(String name) throws IOException {
        Files.move(
                etc.resolve(name + "-made.p12"),
                etc.resolve("am.p12"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("am", store.getCertificate("am"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private URI uri() {
        return service.orElseThrow().uri();
    }

    private int status(KeyStore trusted) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusting(trusted))
                .build()
                .send(HttpRequest.newBuilder(uri().resolve("health/live")).build(), BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void itSpeaksTlsWithAPkcs12File() throws Exception {
        KeyStore store = make("one");
        install("one");
        start("keystore: am.p12, password_file: am.password");
        assertThat(uri().getScheme()).isEqualTo("https");
        assertThat(status(store)).isEqualTo(200);
    }

    @Test
    void itSpeaksTlsWithTwoPemFiles() throws Exception {
        KeyStore store = make("one");
        Files.writeString(
                etc.resolve("am.crt"),
                pem("CERTIFICATE", store.getCertificate("am").getEncoded()));
        Files.writeString(
                etc.resolve("am.key"),
                pem("PRIVATE KEY", store.getKey("am", PASSWORD.toCharArray()).getEncoded()));
        start("certificate: am.crt, key: am.key");
        assertThat(status(store)).isEqualTo(200);
    }

    @Test
    void aNewCertificateIsTakenWithoutARestartAndABrokenOneIsNot() throws Exception {
        make("one");
        KeyStore two = make("two");
        install("one");
        start("keystore: am.p12, password_file: am.password");
        install("two");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> status(two) == 200);
        try (LoggedEvents log = LoggedEvents.of("net.mytestbed.pxe.service.http.TlsReload")) {
            Files.writeString(etc.resolve("am.p12"), "broken");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> log.lines().stream().anyMatch(line -> line.startsWith("tls-broken")));
        }
        assertThat(status(two)).isEqualTo(200);
        KeyStore three = make("three");
        install("three");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> status(three) == 200);
    }

    @Test
    void aKeyThatCannotBeReadStopsTheStartAndIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> start("certificate: am.crt, key: am.key"))
                .withMessageContaining("am.crt");
    }
}
