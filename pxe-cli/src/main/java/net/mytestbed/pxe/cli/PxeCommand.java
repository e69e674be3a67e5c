package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.net.HostAndPort;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.cli.doctor.Machine;
import net.mytestbed.pxe.dhcp.BootFileName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.service.config.TftpConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code pxe} command. Where everything of the command line is put together. */
@Command(
        name = "pxe",
        header = "Decide which PXELINUX configuration each node of a testbed boots next.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 unknown node or",
            "domain, 4 the inventory or the server could not be reached.",
            "",
            "pxe demo shows it all at work; pxe COMMAND --help tells more of each."
        })
public final class PxeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PxeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLineFor(arguments, Surroundings.ofProcess()).execute(arguments));
    }

    /** Who serves is there sooner without what describes the other commands. */
    static CommandLine commandLineFor(String[] arguments, Surroundings surroundings) {
        return arguments.length > 0 && arguments[0].equals("serve")
                ? complete(withServe(surroundings), surroundings)
                : commandLine(surroundings);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, Machine.ofThisProcess());
    }

    static CommandLine commandLine(Surroundings surroundings, Machine machine) {
        return complete(
                withServe(surroundings)
                        .addSubcommand(withHelp(new SetCommand(surroundings)))
                        .addSubcommand(withHelp(new ClearCommand(surroundings)))
                        .addSubcommand(withHelp(new ShowCommand(surroundings)))
                        .addSubcommand(withHelp(new WatchCommand(surroundings)))
                        .addSubcommand(withHelp(new ExplainCommand(surroundings)))
                        .addSubcommand(withHelp(new ProbeCommand(surroundings)))
                        .addSubcommand(withHelp(new ImagesCommand(surroundings)))
                        .addSubcommand(withHelp(new InventoryCommand(surroundings))
                                .addSubcommand(withHelp(new InventoryRefreshCommand(surroundings))))
                        .addSubcommand(withHelp(new PruneCommand(surroundings)))
                        .addSubcommand(withHelp(new DoctorCommand(surroundings, machine)))
                        .addSubcommand(withHelp(new DhcpCommand(surroundings)))
                        .addSubcommand(withHelp(new HexCommand(surroundings)))
                        .addSubcommand(withHelp(new TokenCommand(surroundings)))
                        .addSubcommand(withHelp(new DemoCommand(surroundings)))
                        .addSubcommand(withHelp(new CompletionCommand(surroundings)))
                        .addSubcommand(new CompleteCommand(surroundings))
                        .addSubcommand(new HelpCommand()),
                surroundings);
    }

    private static CommandLine withServe(Surroundings surroundings) {
        return withHelp(new PxeCommand(surroundings)).addSubcommand(withHelp(new ServeCommand(surroundings)));
    }

    private static CommandLine complete(CommandLine line, Surroundings surroundings) {
        return withConverters(line)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsageErrors(surroundings))
                .setExecutionExceptionHandler(new Failures(surroundings))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.terminal().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    /** With the types that our arguments have. */
    static CommandLine withConverters(CommandLine line) {
        return line.registerConverter(UUID.class, reading(PxeCommand::uuid))
                .registerConverter(HostAndPort.class, reading(TftpConfig::server))
                .registerConverter(Domain.class, reading(Domain::of))
                .registerConverter(HexIp.class, reading(HexIp::ofAddress))
                .registerConverter(BootFileName.class, reading(BootFileName::of))
                .registerConverter(BootConfigName.class, reading(BootConfigName::of))
                .registerConverter(Lifetime.class, new LifetimeConverter());
    }

    /** Without a subcommand there is only help to be had. */
    @Override
    public Integer call() {
        spec.commandLine().usage(surroundings.err());
        return ExitStatus.WRONG_USAGE.number();
    }

    /** Java reads shorter groups than a UUID has. */
    private static UUID uuid(String text) {
        if (!text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            throw new IllegalArgumentException(
                    quoted(text) + " is not a UUID: expected one as b8945908-d6a6-41a9-b8d2-74a6b5c1a2d3.");
        }
        return UUID.fromString(text);
    }

    /** A value that says itself what is wrong with a text. */
    private static <T> ITypeConverter<T> reading(Function<String, T> factory) {
        return text -> {
            try {
                return factory.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static CommandLine withHelp(Object command) {
        return new CommandLine(command).addMixin("help", new HelpOption());
    }

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    void version(boolean isWanted) {
        // picocli acts on it
    }
}
