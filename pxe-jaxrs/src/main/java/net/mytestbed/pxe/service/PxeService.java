package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import net.mytestbed.pxe.service.access.AccessRules;
import net.mytestbed.pxe.service.api.ChangeFeed;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.service.http.TlsFiles;
import net.mytestbed.pxe.service.http.TlsFilesException;
import net.mytestbed.pxe.service.http.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service. What was started is stopped in the reverse order: those who listen to changes, the web server, which lets its
 * requests finish, then the expiry of leases.
 */
public final class PxeService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PxeService.class);

    private final LeaseExpiry expiry;
    private final WebServer web;
    private final ChangeFeed events;

    private PxeService(LeaseExpiry expiry, WebServer web, ChangeFeed events) {
        this.expiry = requireNonNull(expiry, "expiry");
        this.web = requireNonNull(web, "web");
        this.events = requireNonNull(events, "events");
    }

    /**
     * Starts the service that a configuration describes.
     *
     * @throws IllegalArgumentException if an inventory cannot be used; the message tells everything that is wrong with a file
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if the directories cannot be used
     * @throws IOException if it cannot listen where it shall, or its certificate and key cannot be used; the message says why
     */
    public static PxeService start(PxeConfig config) throws IOException {
        return start(PxeAssembly.of(config.pxe(), InstantSource.system()), config.http());
    }

    /**
     * Makes the directories ready and starts the service over an assembly of the caller's own.
     *
     * @param http where to listen; port 0 takes a free one, told by {@link #uri}
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if the directories cannot be used
     * @throws IOException if it cannot listen there, or its certificate and key cannot be used; the message says why
     */
    public static PxeService start(PxeAssembly assembly, PxeConfig.Http http) throws IOException {
        AccessRules rules = Rules.of(http.access());
        warnIfOpen(http);
        assembly.manager().prepare();
        LeaseExpiry expiry = LeaseExpiry.start(assembly.manager());
        try {
            WebServer web = WebServer.start(
                    new InetSocketAddress(http.address(), http.port()),
                    http.tls()
                            .map(tls -> tls.isPkcs12()
                                    ? new TlsFiles.Pkcs12(tls.certificate(), tls.secret())
                                    : new TlsFiles.Pem(tls.certificate(), tls.secret())),
                    Endpoints.over(assembly, rules),
                    Endpoints.errorFormats(),
                    assembly.metrics());
            log.info("start uri={}", web.uri());
            return new PxeService(expiry, web, assembly.events());
        } catch (TlsFilesException | RuntimeException | Error e) {
            expiry.close();
            throw e;
        } catch (IOException e) {
            expiry.close();
            throw new IOException(
                    "The service cannot listen at " + http.address() + " port " + http.port() + ": "
                            + Throwables.getRootCause(e).getMessage()
                            + ". End what listens there, or configure another one (http: address, port).",
                    e);
        }
    }

    /** Who forgot the rules shall find it in the log, and not by what a stranger did. */
    private static void warnIfOpen(PxeConfig.Http http) {
        InetAddress address = new InetSocketAddress(http.address(), http.port()).getAddress();
        boolean isLocal = address != null && address.isLoopbackAddress();
        if (!isLocal
                && http.access().allow().isEmpty()
                && http.access().tokens().isEmpty()) {
            log.warn(
                    "open-to-all address={} consequence=whoever-reaches-it-commands-every-node see=http.allow,http.tokens",
                    http.address());
        }
    }

    /** Where the service listens, ending in a slash. */
    public URI uri() {
        return web.uri();
    }

    /** Stops the service. Requests that are at work finish, for at most some seconds. */
    @Override
    public void close() {
        try {
            events.close();
            web.close();
        } finally {
            expiry.close();
        }
        log.info("stop");
    }
}
