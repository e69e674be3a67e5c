package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.mytestbed.pxe.node.Domain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        header = "Make a token for the service's JSON API.",
        description = {
            "",
            "Prints a new token on standard output, for whoever shall use it, and on standard error its line for the service's"
                    + " file of tokens, which has only the token's SHA-256. The token is kept nowhere else.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  (umask 077; pxe token alice > alice.token)",
            "  pxe token prometheus --right read",
            "  pxe show --all --domain sb8.orbit-lab.org --server https://am:5054 --token-file alice.token"
        })
final class TokenCommand implements Callable<Integer> {
    private static final int BYTES = 32;

    /** As the file of tokens has them. */
    enum Right {
        /** Look only. */
        read,
        /** Also change. */
        set,
        /** Also what concerns all domains. */
        all
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "NAME", arity = "1", description = "For whom it is, as the audit file shall name them.")
    private String name = "";

    @Option(
            names = {"-r", "--right"},
            paramLabel = "RIGHT",
            description = "read, set (the default) or all.")
    private Right right = Right.set;

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "A domain that it is for; may be repeated. Default: all domains.")
    private List<Domain> domains = new ArrayList<>();

    TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]{0,63}")) {
            throw new ParameterException(
                    command.commandLine(),
                    "A token cannot have that name: expected a letter, and up to 63 letters, digits, dots, dashes and"
                            + " underscores after it.");
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = BaseEncoding.base16().lowerCase().encode(random);
        surroundings.out().println(token);
        surroundings
                .err()
                .println("  " + name + ": {sha256: '" + Hashing.sha256().hashString(token, US_ASCII) + "', rights: ["
                        + right + "]" + only() + "}");
        return ExitStatus.DONE.number();
    }

    private String only() {
        return domains.isEmpty()
                ? ""
                : domains.stream()
                        .map(domain -> "'" + domain + "'")
                        .collect(Collectors.joining(", ", ", domains: [", "]"));
    }
}
