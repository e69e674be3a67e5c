package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a logger and its children are told, as lines with their keys and values. */
public final class LoggedEvents implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " "
                    + requireNonNullElse(event.getKeyValuePairs(), List.<org.slf4j.event.KeyValuePair>of()).stream()
                            .map(pair -> pair.key + "=" + pair.value)
                            .collect(joining(" ")));
        }
    };

    private LoggedEvents(Logger logger) {
        this.logger = logger;
    }

    /** From now on, at the level at which the service logs. */
    public static LoggedEvents of(String name) {
        LoggedEvents events = new LoggedEvents((Logger) LoggerFactory.getLogger(name));
        events.logger.setLevel(Level.INFO);
        events.appender.start();
        events.logger.addAppender(events.appender);
        return events;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        appender.stop();
    }
}
