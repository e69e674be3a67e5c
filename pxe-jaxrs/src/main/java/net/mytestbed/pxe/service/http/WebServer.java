package net.mytestbed.pxe.service.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded web server: Jetty with its limits, and Jersey behind it. */
public final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    private final Server server;
    private final GracefulHandler door;
    private final Duration longestFinish;
    private final URI uri;

    private WebServer(Server server, GracefulHandler door, Duration longestFinish, URI uri) {
        this.server = server;
        this.door = door;
        this.longestFinish = longestFinish;
        this.uri = uri;
    }

    /**
     * Starts a server.
     *
     * @param address where it listens; port 0 takes a free one
     * @param tls the certificate and key; empty: it speaks in clear
     * @param application what it serves
     * @param formats how errors are written that Jetty finds itself
     * @param listener is told of every request
     * @throws TlsFilesException if the certificate and key cannot be used
     * @throws IOException if it cannot listen there
     */
    public static WebServer start(
            InetSocketAddress address,
            Optional<TlsFiles> tls,
            ResourceConfig application,
            ErrorFormats formats,
            RequestListener listener)
            throws IOException {
        return start(address, tls, application, formats, listener, Bounds.ORDINARY);
    }

    static WebServer start(
            InetSocketAddress address,
            Optional<TlsFiles> tls,
            ResourceConfig application,
            ErrorFormats formats,
            RequestListener listener,
            Bounds bounds)
            throws IOException {
        Server server = new Server(threads());
        ServerConnector connector = connector(server, address, tls, bounds);
        connector.addBean(new SlowHeads(bounds.head(), server));
        application.register(new BoundedBodies(bounds.body()));
        application.register(new CountedRequests.Names());
        GracefulHandler door = new GracefulHandler(limited(context(application), bounds));
        server.setErrorHandler(new JettyErrors(formats));
        server.addConnector(connector);
        server.setHandler(new RequesterHandler(new CountedRequests(door, listener)));
        server.setStopTimeout(Limits.LAST_ANSWERS.toMillis());
        try {
            server.start();
            return new WebServer(
                    server,
                    door,
                    bounds.last(),
                    new URI(
                            tls.isPresent() ? "https" : "http",
                            null,
                            address.getHostString(),
                            connector.getLocalPort(),
                            "/",
                            null,
                            null));
        } catch (IOException e) {
            stop(server);
            throw e;
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException("The web server did not start.", e);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads =
                new QueuedThreadPool(Limits.THREADS, Limits.IDLE_THREADS, (int) Limits.IDLE.toMillis());
        threads.setName("http");
        return threads;
    }

    private static ServerConnector connector(
            Server server, InetSocketAddress address, Optional<TlsFiles> tls, Bounds bounds) throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(Limits.HEADER_BYTES);
        http.setSendServerVersion(false);
        http.addCustomizer(WebServer::refuseUnknownEncodings);
        ServerConnector connector;
        if (tls.isPresent()) {
            TlsReload reload = new TlsReload(tls.get(), server);
            connector = new ServerConnector(server, reload.factory(), new HttpConnectionFactory(http));
            connector.addBean(reload);
        } else {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        }
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(Limits.IDLE.toMillis());
        connector.setShutdownIdleTimeout(Limits.IDLE_AT_STOP.toMillis());
        // Bounds the tasks that wait for a thread as well: a connection has one at most.
        connector.addBean(new NetworkConnectionLimit(bounds.connections(), connector));
        return connector;
    }

    /** Jetty reads on where it does not know an encoding; what stands before it may not. */
    private static Request refuseUnknownEncodings(Request request, HttpFields.Mutable answer) {
        String encoding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
        if (encoding != null && !HttpHeaderValue.CHUNKED.is(encoding)) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
        }
        return request;
    }

    private static ServletContextHandler context(ResourceConfig application) {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new ServletContainer(application)), "/*");
        return context;
    }

    private static Handler limited(Handler application, Bounds bounds) {
        SizeLimitHandler sized = new SizeLimitHandler(Limits.BODY_BYTES, -1);
        sized.setHandler(application);
        QoSHandler atOnce = new QoSHandler(sized);
        atOnce.setMaxRequestCount(bounds.atWork());
        atOnce.setMaxSuspendedRequestCount(bounds.waiting());
        atOnce.setMaxSuspend(bounds.longestWait());
        // Who watches the service must not take its being busy for its being dead.
        atOnce.excludePath("/health/*");
        atOnce.excludePath("/metrics");
        // It works in threads of its own, of which there are few enough.
        atOnce.excludePath("/api/v1/events");
        return atOnce;
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /**
     * Lets the requests that are at work finish, for a bounded time, and stops. Meanwhile it still listens, and answers every new
     * request that it is stopping.
     */
    @Override
    public void close() {
        if (server.isStarted()) {
            letRequestsFinish();
            cutOffWhoeverConnectsNow();
        }
        stop(server);
    }

    private void letRequestsFinish() {
        try {
            door.shutdown().get(longestFinish.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("stop-unfinished requests={} waited={}", door.getCurrentRequestCount(), longestFinish);
            // Jetty would wait for them once more, and say that it failed.
            server.setStopTimeout(0);
        } catch (ExecutionException e) {
            log.warn("stop-unfinished requests={} reason={}", door.getCurrentRequestCount(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Jetty gives a short time to the connections that it knows when it stops; one accepted in that moment would keep its long one. */
    private void cutOffWhoeverConnectsNow() {
        for (Connector connector : server.getConnectors()) {
            ((AbstractConnector) connector).setIdleTimeout(Limits.IDLE_AT_STOP.toMillis());
        }
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The web server did not stop cleanly.", e);
        } finally {
            server.destroy();
        }
    }
}
