package net.mytestbed.pxe.cli;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        header = "Run the service: the OMF wire and the JSON API over HTTP.",
        description = {
            "",
            "Runs until it is told to stop (Ctrl-C, or SIGTERM), and logs a line for each event to standard error. Every"
                    + " mistake in the configuration is named before anything is touched.",
            ""
        })
final class ServeCommand implements Callable<Integer> {
    /** Longer than the service itself gives its last requests; after that the process ends all the same. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /** As logback.xml names it. */
    private static final String LOG_LEVEL = "pxe.log.level";

    private final Surroundings surroundings;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration. Default: $$PXE_CONFIG, else " + CommandConfig.DEFAULT + ".")
    private Optional<Path> file = Optional.empty();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        logEvents();
        Path path = CommandConfig.path(file, surroundings);
        PxeConfig config = PxeConfig.read(path);
        AuditFile.use(config.audit());
        tell(config, path);
        PxeService service;
        try {
            service = PxeService.start(CommandConfig.assembly(config, surroundings), config.http());
        } catch (IOException cannotListen) {
            surroundings.complain(String.valueOf(cannotListen.getMessage()));
            return ExitStatus.FAILED.number();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
        Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
        return ExitStatus.DONE.number();
    }

    /** Before anything logs, for the logging reads the level when it starts; who set another one keeps it. */
    private static void logEvents() {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "INFO");
        }
        // Jersey's way of logging, else in lines of another form.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void tell(PxeConfig config, Path path) {
        Logger log = LoggerFactory.getLogger(ServeCommand.class);
        log.info(
                "serve config={} bootDirectory={} stateDirectory={} defImage={} linkLifetime={}",
                path,
                config.pxe().cfgDir(),
                config.pxe().stateDir(),
                config.pxe().defImage().map(Object::toString).orElse("none"),
                config.pxe().linkLifetime().duration().map(Object::toString).orElse("none"));
        config.pxe()
                .testbed()
                .byDefault()
                .ifPresent(testbed -> log.info(
                        "inventory domain=(all-others) uri={}",
                        testbed.inventory().url()));
        config.pxe()
                .testbed()
                .byDomain()
                .forEach((domain, testbed) -> log.info(
                        "inventory domain={} uri={}",
                        domain,
                        testbed.inventory().url()));
    }

    /** In a thread of its own, so that a service that does not stop cannot keep the process. */
    private static void stop(PxeService service) {
        Thread stopping = new Thread(service::close, "stopping");
        stopping.setDaemon(true);
        stopping.start();
        Uninterruptibles.joinUninterruptibly(stopping, LONGEST_STOP);
    }
}
