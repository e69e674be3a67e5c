package net.mytestbed.pxe.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.cli.control.Credentials;
import net.mytestbed.pxe.cli.control.DirectoryControl;
import net.mytestbed.pxe.cli.control.ServerControl;
import net.mytestbed.pxe.cli.control.ServerEvents;
import net.mytestbed.pxe.cli.control.ServiceUrl;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.config.PxeConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command is carried out: on the boot directory itself, or by a running service. */
final class PlaceOptions {
    private static final String SERVER_VARIABLE = "PXE_SERVER";
    private static final String TOKEN_VARIABLE = "PXE_TOKEN_FILE";
    private static final String TRUST_VARIABLE = "PXE_TRUST";

    private final Surroundings surroundings;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Work on the directory of this configuration, safely beside a running service."
                    + " Default: $$PXE_CONFIG, else " + CommandConfig.DEFAULT + ".")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"-s", "--server"},
            paramLabel = "URL",
            description = "Let the service there do it, for example http://am:5054. Default: $$PXE_SERVER.")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with your token for the service, and nothing else; not readable by others. Default:"
                    + " $$PXE_TOKEN_FILE.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "PEM file of the certificates that are trusted for an https URL, in place of Java's own. Default:"
                            + " $$PXE_TRUST.")
    private Optional<Path> trust = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    PlaceOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What the command works with. An option counts more than the environment, a server in the environment more than a
     * configuration there.
     *
     * @throws ParameterException if both were given, or the URL is none
     * @throws net.mytestbed.pxe.yaml.YamlException if the configuration cannot be used
     */
    BootControl control() {
        return url().map(this::server).orElseGet(() -> control(local()));
    }

    /**
     * Where the service is that is asked; empty where the command works on the directory itself.
     *
     * @throws ParameterException if a configuration was given as well
     */
    Optional<String> url() {
        if (config.isPresent() && server.isPresent()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--config means this machine's directory and --server a service: give one of them, not both.");
        }
        if (config.isPresent() && (tokenFile.isPresent() || trust.isPresent())) {
            throw new ParameterException(
                    command.commandLine(), "--token-file and --trust are for a service (--server), not for --config.");
        }
        return config.isPresent() ? Optional.empty() : server.or(() -> surroundings.variable(SERVER_VARIABLE));
    }

    /**
     * The configuration of the directory, where the command works on that.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException if it cannot be used
     */
    PxeConfig local() {
        return PxeConfig.read(CommandConfig.path(config, surroundings, ", or the service to be asked with --server"));
    }

    /** What works on the directory of a configuration. */
    BootControl control(PxeConfig read) {
        AuditFile.use(read.audit());
        return new DirectoryControl(CommandConfig.assembly(read, surroundings), surroundings.requester());
    }

    /** @throws ParameterException if it is no URL of a service, or a file for it cannot be used */
    BootControl server(String url) {
        return client(url, ServerControl::new);
    }

    /**
     * The changes of the running service: of the server, else of the one that the configuration is for.
     *
     * @param domain whose changes are heard; empty: all of them
     * @throws ParameterException if both were given, the URL is none, or the configuration does not tell it
     * @throws net.mytestbed.pxe.yaml.YamlException if the configuration cannot be used
     */
    ServerEvents events(Optional<Domain> domain) {
        return client(
                url().orElseGet(this::localUrl),
                (server, credentials) -> new ServerEvents(server, credentials, domain));
    }

    private String localUrl() {
        return ServiceUrl.of(local().http())
                .map(URI::toString)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "http.port is 0: only the service itself knows its port, and logs it at its start (uri=...)."
                                + " Name its URL by --server."));
    }

    private <T> T client(String url, BiFunction<URI, Credentials, T> made) {
        try {
            URI server = URI.create(url);
            Credentials credentials = Credentials.read(
                    tokenFile.or(() -> surroundings.variable(TOKEN_VARIABLE).map(Path::of)),
                    trust.or(() -> surroundings.variable(TRUST_VARIABLE).map(Path::of)));
            T client = made.apply(server, credentials);
            if (credentials.areSeenOnTheWayTo(server)) {
                surroundings.complain("warning: Your token goes to " + url
                        + " in clear, for everyone on the way to read; use https (configuration: http, tls).");
            }
            return client;
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(command.commandLine(), String.valueOf(refused.getMessage()));
        }
    }
}
