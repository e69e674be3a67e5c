package net.mytestbed.pxe.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.base.CharMatcher;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Listens to the log, at the level that the service logs at, with nothing on the console. A test fails by a line that is not
 * printable ASCII, or has a stack trace: nobody outside may bring that about.
 */
public final class SoundLog implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
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

    @Override
    public void beforeAll(ExtensionContext context) {
        service.setLevel(Level.INFO);
        service.setAdditive(false);
        appender.start();
        root.addAppender(appender);
        service.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(unsound).as("lines of the log").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        root.detachAppender(appender);
        service.detachAppender(appender);
        service.setAdditive(true);
        service.setLevel(null);
        appender.stop();
    }
}
