package net.mytestbed.pxe.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files with the service's certificate and key. */
public sealed interface TlsFiles {
    /**
     * A PKCS#12 file.
     *
     * @param password the file whose first line is its password
     */
    record Pkcs12(Path store, Path password) implements TlsFiles {
        public Pkcs12 {
            requireNonNull(store, "store");
            requireNonNull(password, "password");
        }
    }

    /**
     * Two PEM files.
     *
     * @param certificate the service's certificate and those that it is signed by, in this order
     * @param key its key, PKCS#8 and not encrypted
     */
    record Pem(Path certificate, Path key) implements TlsFiles {
        public Pem {
            requireNonNull(certificate, "certificate");
            requireNonNull(key, "key");
        }
    }

    /** The password of what {@link #load} makes of PEM files, which leaves this process never. */
    String NO_PASSWORD = "";

    /** What there is to watch. */
    default ImmutableList<Path> files() {
        return this instanceof Pkcs12 pkcs12
                ? ImmutableList.of(pkcs12.store(), pkcs12.password())
                : ImmutableList.of(((Pem) this).certificate(), ((Pem) this).key());
    }

    /** When the files were changed. */
    default ImmutableList<FileTime> changedAt() throws IOException {
        ImmutableList.Builder<FileTime> times = ImmutableList.builder();
        for (Path file : files()) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times.build();
    }

    default String storePassword() throws IOException {
        return this instanceof Pkcs12 pkcs12
                ? Files.readString(pkcs12.password(), UTF_8).lines().findFirst().orElse(NO_PASSWORD)
                : NO_PASSWORD;
    }

    /**
     * Reads the files.
     *
     * @throws IOException if one of them is missing or is not what it should be
     */
    default KeyStore load() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (this instanceof Pem pem) {
                store.load(null, null);
                store.setKeyEntry(
                        "service", key(pem.key()), NO_PASSWORD.toCharArray(), certificates(pem.certificate()));
            } else if (this instanceof Pkcs12 pkcs12) {
                try (InputStream in = Files.newInputStream(pkcs12.store())) {
                    store.load(in, storePassword().toCharArray());
                }
            }
            return store;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The certificate and key in " + files() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .toArray(new Certificate[0]);
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----")
                .matcher(Files.readString(file, UTF_8));
        if (!pem.find()) {
            throw new IOException(file + " has no key that can be read: expected one in PKCS#8, not encrypted"
                    + " (-----BEGIN PRIVATE KEY-----), as openssl pkcs8 -topk8 -nocrypt makes.");
        }
        PKCS8EncodedKeySpec bytes =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(bytes);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(bytes);
        }
    }
}
