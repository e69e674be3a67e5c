package net.mytestbed.pxe.cli.control;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.io.ByteStreams;
import com.google.common.net.InetAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * By what a service knows who asks, and by what who asks knows the service.
 *
 * @param token the bearer token
 * @param trust trusts the certificates that were named and no others; empty: Java's own trust serves
 */
public record Credentials(Optional<String> token, Optional<SSLContext> trust) {
    private static final int LARGEST_TOKEN = 1 << 12;
    private static final int LARGEST_TRUST = 1 << 20;
    private static final CharMatcher TOKEN = CharMatcher.inRange('!', '~');

    public Credentials {
        requireNonNull(token, "token");
        requireNonNull(trust, "trust");
    }

    /** The token is not shown. */
    @Override
    public String toString() {
        return "Credentials[token=" + (token.isPresent() ? "(hidden)" : "none") + ", trust="
                + (trust.isPresent() ? "own" : "Java's") + "]";
    }

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException if one cannot be read or is not what it should be, or others may read the token
     */
    public static Credentials read(Optional<Path> tokenFile, Optional<Path> trustFile) {
        return new Credentials(tokenFile.map(Credentials::readToken), trustFile.map(Credentials::readTrust));
    }

    private static String readToken(Path file) {
        byte[] bytes = bytes(file, "token", LARGEST_TOKEN);
        checkArgument(
                !isOpenToOthers(file),
                "The token in %s can be read by others, who can then do all that you can. Run: chmod o-rwx %s, and have a new"
                        + " token made if others could come to it.",
                file,
                file);
        String token = new String(bytes, ISO_8859_1).strip();
        checkArgument(
                !token.isEmpty() && TOKEN.matchesAllOf(token),
                "%s is not the file of a token: expected one line with the token and nothing else.",
                file);
        return token;
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> permission == PosixFilePermission.OTHERS_READ
                            || permission == PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            throw unreadable(file, "token", e);
        }
    }

    private static SSLContext readTrust(Path file) {
        byte[] pem = bytes(file, "certificates", LARGEST_TRUST);
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            checkArgument(
                    !certificates.isEmpty(),
                    "There is no certificate in %s: expected PEM (-----BEGIN CERTIFICATE-----).",
                    file);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("trusted-" + number, certificate);
                number++;
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The certificates in " + file + " cannot be used (" + e.getMessage()
                            + "): expected PEM (-----BEGIN CERTIFICATE-----).",
                    e);
        }
    }

    private static byte[] bytes(Path file, String what, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = ByteStreams.limit(in, largest + 1L).readAllBytes();
            checkArgument(bytes.length <= largest, "%s has more than %s bytes: is it another file?", file, largest);
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, what, e);
        }
    }

    private static IllegalArgumentException unreadable(Path file, String what, IOException e) {
        return new IllegalArgumentException("The file " + file + " of the " + what + " cannot be read: " + e, e);
    }

    /** Whether there is a token, and others could read it on its way to this server. */
    public boolean areSeenOnTheWayTo(URI server) {
        String host = Strings.nullToEmpty(server.getHost());
        boolean isThisMachine = host.equals("localhost")
                || (InetAddresses.isUriInetAddress(host)
                        && InetAddresses.forUriString(host).isLoopbackAddress());
        return token.isPresent() && "http".equalsIgnoreCase(server.getScheme()) && !isThisMachine;
    }
}
