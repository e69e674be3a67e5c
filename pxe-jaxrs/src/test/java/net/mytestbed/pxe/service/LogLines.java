package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.base.CharMatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Listens to the log and keeps what is no line of printable ASCII, or has a stack trace: nobody outside may bring that about. */
public final class LogLines implements AutoCloseable {
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger service = (Logger) LoggerFactory.getLogger("net.mytestbed.pxe");
    private final Queue<String> unsound = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getFormattedMessage();
            if (!PRINTABLE.matchesAllOf(line) || event.getThrowableProxy() != null) {
                unsound.add(line);
            }
        }
    };

    private LogLines() {}

    /** Of the level that the service logs at, with nothing on the console. */
    public static LogLines listen() {
        LogLines lines = new LogLines();
        lines.service.setLevel(ch.qos.logback.classic.Level.INFO);
        lines.service.setAdditive(false);
        lines.appender.start();
        lines.root.addAppender(lines.appender);
        lines.service.addAppender(lines.appender);
        return lines;
    }

    public void assertSound() {
        assertThat(unsound).isEmpty();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        service.detachAppender(appender);
        service.setAdditive(true);
        service.setLevel(null);
        appender.stop();
    }
}
