package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.yaml.FileStamp;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a new certificate when its files change, for new connections. What cannot be used is reported, and the last one stays. */
final class TlsReload extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(TlsReload.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final TlsFiles files;
    private final Server server;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private ImmutableList<FileStamp> seen;

    /** @throws TlsFilesException if the files cannot be used */
    TlsReload(TlsFiles files, Server server) throws IOException {
        this.files = requireNonNull(files, "files");
        this.server = requireNonNull(server, "server");
        this.seen = files.stamps();
        tls.setKeyStore(files.load());
        tls.setKeyStorePassword(files.storePassword());
        // Who asks by an address, as in a testbed without names, sends no server name.
        tls.setSniRequired(false);
    }

    SslContextFactory.Server factory() {
        return tls;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    private void schedule() {
        Scheduler scheduler = server.getScheduler();
        if (scheduler != null && !isStopping() && !isStopped()) {
            scheduler.schedule(this::look, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            ImmutableList<FileStamp> now = files.stamps();
            if (!now.equals(seen)) {
                seen = now;
                KeyStore store = files.load();
                String password = files.storePassword();
                tls.reload(factory -> {
                    factory.setKeyStore(store);
                    factory.setKeyStorePassword(password);
                });
                log.info("tls-read files={}", files.files());
            }
        } catch (Exception e) {
            log.error("tls-broken files={} reason={} use=as-before", files.files(), e.getMessage());
        } finally {
            schedule();
        }
    }
}
