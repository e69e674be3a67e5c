package net.mytestbed.pxe.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.LengthCounter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.util.FileSize;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.config.AuditConfig;
import org.slf4j.LoggerFactory;

/**
 * Notes every change of what a node boots, and every refusal, as a line of JSON in a file. The service and the commands that work
 * on the directory itself append to the same file: in logback's prudent mode, where each line is written under a lock on the file,
 * and where a full file is never renamed under another process but left for one with the next number.
 */
final class AuditFile {
    private static final String CHANGES = "net.mytestbed.pxe.audit";
    private static final String REFUSALS = "net.mytestbed.pxe.audit.refused";

    private static final String APPENDER = "AUDIT";
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(AuditFile.class);

    private AuditFile() {}

    /**
     * From now on changes are noted there, and nowhere else.
     *
     * @param audit where; empty: in no file
     * @throws PxeException if it cannot be written there
     */
    static void use(Optional<AuditConfig> audit) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (String name : ImmutableList.of(CHANGES, REFUSALS)) {
            Logger logger = context.getLogger(name);
            Optional.ofNullable(logger.getAppender(APPENDER)).ifPresent(earlier -> {
                logger.detachAppender(earlier);
                earlier.stop();
            });
        }
        audit.ifPresent(config -> append(config, context));
    }

    private static void append(AuditConfig config, LoggerContext context) {
        checkWritable(config.file());
        RollingFileAppender<ILoggingEvent> appender = appender(config, context);
        tellFailures(appender, context);
        context.getLogger(CHANGES).setLevel(Level.INFO);
        context.getLogger(CHANGES).addAppender(appender);
        // Its events do not go to the console, so they do not get to the other's appenders at all.
        context.getLogger(REFUSALS).setAdditive(false);
        context.getLogger(REFUSALS).addAppender(appender);
    }

    /** Logback itself goes on without the file where it cannot be written. */
    private static void checkWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new PxeException(Problem.of(
                    ProblemCode.DIRECTORY_FAILED,
                    "Changes cannot be noted in " + file + " (audit.file): expected a directory " + directory
                            + " that this user can write; create it, or correct the configuration."));
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(AuditConfig config, LoggerContext context) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setPrudent(true);
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(fileNames(config.file()));
        rolling.setMaxFileSize(new FileSize(config.maxFileSize()));
        rolling.setMaxHistory(config.maxHistory());
        rolling.setTotalSizeCap(new FileSize(config.totalSizeCap()));
        // A command lives too short to see the next day.
        rolling.setCleanHistoryOnStart(true);
        rolling.start();
        // Logback counts what it wrote itself, and in prudent mode not even that.
        ((SizeAndTimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent>)
                                rolling.getTimeBasedFileNamingAndTriggeringPolicy())
                        .lengthCounter =
                new FileLength(rolling);
        appender.setRollingPolicy(rolling);
        appender.setEncoder(encoder(context));
        appender.start();
        giveToTheDirectorysOwner(Path.of(rolling.getActiveFileName()));
        return appender;
    }

    /** Where root was the first to make it, the service could not append to it under its own account. */
    private static void giveToTheDirectorysOwner(Path file) {
        try {
            UserPrincipal owner = Files.getOwner(file.toAbsolutePath().resolveSibling("."));
            if (!owner.equals(Files.getOwner(file))) {
                Files.setOwner(file, owner);
            }
        } catch (IOException e) {
            log.warn("audit-owner file={} reason={}", file, e.toString());
        }
    }

    /** {@code audit.jsonl} is written as {@code audit.2016-01-24.0.jsonl}, the day in UTC. */
    private static String fileNames(Path file) {
        String ending = MoreFiles.getFileExtension(file);
        return file.resolveSibling(MoreFiles.getNameWithoutExtension(file)) + ".%d{yyyy-MM-dd, UTC}.%i"
                + (ending.isEmpty() ? "" : "." + ending);
    }

    private static LoggingEventCompositeJsonEncoder encoder(LoggerContext context) {
        LoggingEventFormattedTimestampJsonProvider time = new LoggingEventFormattedTimestampJsonProvider();
        time.setFieldName("time");
        time.setTimeZone("UTC");
        MessageJsonProvider action = new MessageJsonProvider();
        action.setFieldName("action");
        LoggingEventJsonProviders providers = new LoggingEventJsonProviders();
        providers.addProvider(time);
        providers.addProvider(action);
        providers.addProvider(new KeyValuePairsJsonProvider());
        LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(context);
        encoder.setProviders(providers);
        encoder.start();
        return encoder;
    }

    /** What an appender cannot do, logback tells only itself. */
    private static void tellFailures(RollingFileAppender<ILoggingEvent> appender, LoggerContext context) {
        Set<String> told = ConcurrentHashMap.newKeySet();
        context.getStatusManager().add(status -> {
            if (status instanceof ErrorStatus && appender.equals(status.getOrigin()) && told.add(status.getMessage())) {
                log.error("audit-fails reason={}", status.getMessage());
            }
        });
    }

    /** How long the file is by now, whoever has written to it. */
    private record FileLength(TimeBasedRollingPolicy<ILoggingEvent> rolling) implements LengthCounter {
        @Override
        public long getLength() {
            return new File(rolling.getActiveFileName()).length();
        }

        @Override
        public void add(long bytes) {
            // the file has grown
        }

        @Override
        public void reset() {
            // the next file is another one
        }
    }
}
