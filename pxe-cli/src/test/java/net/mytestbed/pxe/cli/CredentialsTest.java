package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.service.PxeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command by a service that knows who asks by a token, and that is known by its certificate. */
class CredentialsTest {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String PASSWORD = "a-password";

    @TempDir
    private Path directory;

    private CommandTestbed testbed;
    private Optional<PxeService> service = Optional.empty();
    private String token = "";

    /** What the token command says goes into the service's file of tokens, and what it says is the token gets in. */
    @BeforeEach
    void makeToken() throws IOException {
        testbed = new CommandTestbed(directory, Way.DIRECTORY);
        Shell.Result made = Shell.piped().pxe("token", "alice", "--right", "read");
        token = made.out().strip();
        Files.writeString(directory.resolve("tokens.yaml"), "tokens:\n" + made.err());
        writeToken(token + "\n");
        open("rw-------");
    }

    @AfterEach
    void close() {
        service.ifPresent(PxeService::close);
        testbed.close();
    }

    private Path tokenFile() {
        return directory.resolve("alice.token");
    }

    private void writeToken(String text) throws IOException {
        Files.writeString(tokenFile(), text);
    }

    private void open(String permissions) throws IOException {
        Files.setPosixFilePermissions(tokenFile(), PosixFilePermissions.fromString(permissions));
    }

    private Shell serve(String more) throws IOException {
        Files.writeString(testbed.config(), "  tokens: tokens.yaml\n" + more, StandardOpenOption.APPEND);
        service = Optional.of(CommandTestbed.serve(testbed.config()));
        return Shell.piped().with("PXE_SERVER", uri().toString());
    }

    private URI uri() {
        return service.orElseThrow().uri();
    }

    /** A key and a certificate for 127.0.0.1, made by the JDK's keytool; the certificate also as PEM. */
    private Path certificate(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
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
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.writeString(directory.resolve("am.password"), PASSWORD);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String base64 = BaseEncoding.base64()
                .withSeparator("\n", 64)
                .encode(keys.getCertificate("am").getEncoded());
        return Files.writeString(
                directory.resolve(name + ".crt"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void withoutATokenTheAnswerSaysHowToNameOne() throws IOException {
        Shell.Result result = serve("").pxe("show", NODE);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.complaints())
                .singleElement()
                .asString()
                .contains("A token is needed here", "Name the file with your token by --token-file");
    }

    @Test
    void theTokenOfAFileGetsIn() throws IOException {
        Shell shell = serve("");

        assertThat(shell.pxe("show", NODE, "--token-file", tokenFile().toString())
                        .status())
                .isZero();
        assertThat(shell.with("PXE_TOKEN_FILE", tokenFile().toString())
                        .pxe("show", NODE)
                        .status())
                .isZero();
    }

    @Test
    void whoWatchesIsLetInByTheToken() throws IOException {
        Shell shell = serve("");
        Shell.Result stranger = shell.pxe("watch");
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.err()).contains("A token is needed here");

        Shell.Result made = shell.pxe("token", "bob");
        Files.writeString(directory.resolve("tokens.yaml"), made.err(), StandardOpenOption.APPEND);
        Path bobs = Files.writeString(directory.resolve("bob.token"), made.out());
        Files.setPosixFilePermissions(bobs, PosixFilePermissions.fromString("rw-------"));
        Shell bob = shell.with("PXE_TOKEN_FILE", bobs.toString());
        try (RunningCommand watch =
                RunningCommand.start(shell, "watch", "--token-file", tokenFile().toString())) {
            RunningCommand.eventually(() -> {
                bob.pxe("set", NODE);
                bob.pxe("clear", NODE);
                assertThat(watch.lines()).isNotEmpty().allMatch(line -> line.contains(NODE));
            });
        }
    }

    @Test
    void aTokenThatTheServiceDoesNotKnowIsToldAsTheFilesMistake() throws IOException {
        Shell shell = serve("");
        writeToken("0123456789abcdef\n");

        Shell.Result result =
                shell.pxe("show", NODE, "--token-file", tokenFile().toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("The token is not known here", "See whether the right file was named");
    }

    @Test
    void whoMayNotIsToldWhoGrantsIt() throws IOException {
        Shell.Result result = serve("")
                .pxe(
                        "set",
                        NODE,
                        "--image",
                        "orbit-3.1",
                        "--token-file",
                        tokenFile().toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "The token alice has the right to read, and this needs set",
                        "Who runs the service at " + uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-"})
    void aTokenThatOthersCanReadIsRefusedBeforeItIsSent(String permissions) throws IOException {
        Shell shell = serve("");
        open(permissions);

        Shell.Result result =
                shell.pxe("show", NODE, "--token-file", tokenFile().toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("can be read by others", "chmod o-rwx " + tokenFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words\n", "two\nlines\n"})
    void whatIsNoTokenIsRefused(String text) throws IOException {
        Shell shell = serve("");
        writeToken(text);

        Shell.Result result =
                shell.pxe("show", NODE, "--token-file", tokenFile().toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("expected one line with the token");
    }

    @Test
    void aFileTooLargeForATokenIsRefused() throws IOException {
        Shell shell = serve("");
        writeToken("x".repeat(4_097));

        assertThat(shell.pxe("show", NODE, "--token-file", tokenFile().toString())
                        .err())
                .contains("more than 4096 bytes");
    }

    @Test
    void aTokenFileThatIsNotThereIsNamed() throws IOException {
        Shell.Result result =
                serve("").with("PXE_TOKEN_FILE", "/nonexistent/token").pxe("show", NODE);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("/nonexistent/token");
    }

    @Test
    void aCertificateThatWasNamedIsTrustedAndNoOther() throws Exception {
        Path trusted = certificate("am");
        Path other = certificate("other");
        Shell shell = serve("  tls: {keystore: am.p12, password_file: am.password}\n")
                .with("PXE_TOKEN_FILE", tokenFile().toString());

        assertThat(uri().getScheme()).isEqualTo("https");
        assertThat(shell.pxe("show", NODE, "--trust", trusted.toString()).status())
                .isZero();
        assertThat(shell.with("PXE_TRUST", trusted.toString()).pxe("show", NODE).status())
                .isZero();
        for (Shell.Result result :
                List.of(shell.pxe("show", NODE), shell.pxe("show", NODE, "--trust", other.toString()))) {
            assertThat(result.status()).isEqualTo(4);
            assertThat(result.complaints())
                    .singleElement()
                    .asString()
                    .contains("cannot be trusted", "--trust or in PXE_TRUST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void whatIsNoCertificateIsRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("trust.pem"), text);

        Shell.Result result = serve("").pxe("show", NODE, "--trust", file.toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(file.toString(), "-----BEGIN CERTIFICATE-----");
    }

    @Test
    void aTokenThatGoesInClearToAnotherMachineIsWarnedOf() throws IOException {
        Shell shell = serve("").with("PXE_TOKEN_FILE", tokenFile().toString());

        assertThat(shell.pxe("show", NODE).err()).isEmpty();
        // An address of this machine that does not say so.
        Shell.Result result = shell.pxe("show", NODE, "--server", "http://0.0.0.0:" + uri().getPort());

        assertThat(result.status()).isZero();
        assertThat(result.complaints()).singleElement().asString().contains("warning: Your token goes to", "in clear");
    }

    @Test
    void aTokenIsForAServiceAndNotForADirectory() {
        Shell.Result result = Shell.piped()
                .pxe(
                        "show",
                        NODE,
                        "--config",
                        testbed.config().toString(),
                        "--token-file",
                        tokenFile().toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--token-file and --trust are for a service");
    }
}
