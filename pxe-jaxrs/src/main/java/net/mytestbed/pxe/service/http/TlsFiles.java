package net.mytestbed.pxe.service.http;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.yaml.FileStamp;

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

    /** By what they are seen to have changed. */
    default ImmutableList<FileStamp> stamps() {
        return files().stream().map(FileStamp::of).collect(toImmutableList());
    }

    default String storePassword() throws IOException {
        return this instanceof Pkcs12 pkcs12
                ? Files.readString(pkcs12.password(), UTF_8).lines().findFirst().orElse(NO_PASSWORD)
                : NO_PASSWORD;
    }

    /**
     * Reads the files.
     *
     * @throws TlsFilesException if one of them is missing or is not what it should be, or the key is not the certificate's
     */
    default KeyStore load() throws TlsFilesException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (this instanceof Pem pem) {
                Certificate[] certificates = certificates(pem.certificate());
                PrivateKey key = key(pem.key());
                checkBelongTogether(certificates[0], key);
                store.load(null, null);
                store.setKeyEntry("service", key, NO_PASSWORD.toCharArray(), certificates);
            } else if (this instanceof Pkcs12 pkcs12) {
                try (InputStream in = Files.newInputStream(pkcs12.store())) {
                    store.load(in, storePassword().toCharArray());
                }
                checkHasKey(store);
            }
            return store;
        } catch (NoSuchFileException e) {
            throw new TlsFilesException(this, "there is no file " + e.getFile(), e);
        } catch (AccessDeniedException e) {
            throw new TlsFilesException(this, "the service may not read " + e.getFile(), e);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsFilesException(
                    this, requireNonNullElse(e.getMessage(), "they are not what they should be"), e);
        }
    }

    private static Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        Certificate[] certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .toArray(new Certificate[0]);
        if (certificates.length == 0) {
            throw new CertificateException("there is no certificate in " + file);
        }
        return certificates;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----")
                .matcher(Files.readString(file, ISO_8859_1));
        if (!pem.find()) {
            throw new InvalidKeyException(file + " has no key that can be read: expected one in PKCS#8, not encrypted"
                    + " (-----BEGIN PRIVATE KEY-----), as openssl pkcs8 -topk8 -nocrypt makes");
        }
        PKCS8EncodedKeySpec bytes =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(bytes);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(bytes);
        }
    }

    /** Java takes any key with any certificate, so that only clients would notice. */
    private static void checkBelongTogether(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())
                || !verifiesWhatIsSigned(certificate, key)) {
            throw new InvalidKeyException("the key is not that of the first certificate");
        }
    }

    private static boolean verifiesWhatIsSigned(Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        return signature.verify(signed);
    }

    /** Java takes certificates alone, too, and makes of them a server that nobody can speak to. */
    private static void checkHasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return;
            }
        }
        throw new KeyStoreException("there is no key in it");
    }
}
