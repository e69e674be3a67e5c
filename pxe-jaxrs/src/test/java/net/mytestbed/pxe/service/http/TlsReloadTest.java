package net.mytestbed.pxe.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.service.LoggedEvents;
import net.mytestbed.pxe.service.SelfSigned;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReloadTest {
    @TempDir
    Path etc;

    /** Looks when the test says so. */
    private static final class Looks extends AbstractLifeCycle implements Scheduler {
        private Runnable next = () -> {};

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit units) {
            next = task;
            return () -> false;
        }

        void look() {
            next.run();
        }
    }

    @Test
    void filesThatAreGoneAreReportedOnceHoweverLongTheyAre() throws Exception {
        Path store = etc.resolve("am.p12");
        SelfSigned.make(etc).writeKeystore(store);
        Path password = Files.writeString(etc.resolve("am.password"), SelfSigned.PASSWORD);
        Looks looks = new Looks();
        new TlsReload(new TlsFiles.Pkcs12(store, password), new Server(new QueuedThreadPool(), looks, null)).start();
        Files.delete(store);

        try (LoggedEvents log = LoggedEvents.of(TlsReload.class.getName())) {
            looks.look();
            looks.look();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("tls-broken ")
                    .contains("there is no file " + store);
        }
    }
}
