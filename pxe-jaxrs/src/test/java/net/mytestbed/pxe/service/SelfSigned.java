package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A new key with a certificate for 127.0.0.1, made by the JDK's keytool. */
public final class SelfSigned {
    public static final String PASSWORD = "a-password";

    private static final String ALIAS = "am";

    private final KeyStore store;

    private SelfSigned(KeyStore store) {
        this.store = store;
    }

    /** @param directory where keytool works */
    public static SelfSigned make(Path directory) {
        try {
            Path made = Files.createTempFile(directory, "made-", ".p12");
            Files.delete(made);
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=am",
                            "-ext",
                            "SAN=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            made.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(keytool.exitValue())
                    .as(() -> "keytool, which says in " + directory + "/keytool.log why")
                    .isZero();
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(made)) {
                store.load(in, PASSWORD.toCharArray());
            }
            return new SelfSigned(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The certificate alone, as those have it who trust it. */
    public KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        return trusted;
    }

    /** Key and certificate, in the form of PKCS#12, in place of what is there. */
    public void writeKeystore(Path file) throws GeneralSecurityException, IOException {
        write(store, file);
    }

    static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    public void writeCertificate(Path file) throws GeneralSecurityException, IOException {
        writePem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded(), file);
    }

    public void writeKey(Path file) throws GeneralSecurityException, IOException {
        writePem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded(), file);
    }

    private static void writePem(String what, byte[] bytes, Path file) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
