package net.mytestbed.pxe.service.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The embedded web server: Jetty with its limits, and Jersey behind it. */
public final class WebServer implements AutoCloseable {
    private final Server server;
    private final URI uri;

    private WebServer(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    /**
     * Starts a server.
     *
     * @param address where it listens; port 0 takes a free one
     * @param application what it serves
     * @param formats how errors are written that Jetty finds itself
     * @throws IOException if it cannot listen there
     */
    public static WebServer start(InetSocketAddress address, ResourceConfig application, ErrorFormats formats)
            throws IOException {
        Server server = new Server(threads());
        ServerConnector connector = connector(server, address);
        server.setErrorHandler(new JettyErrors(formats));
        server.addConnector(connector);
        server.setHandler(limited(context(application)));
        server.setStopTimeout(Limits.LAST_REQUESTS.toMillis());
        try {
            server.start();
            return new WebServer(
                    server, new URI("http", null, address.getHostString(), connector.getLocalPort(), "/", null, null));
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

    private static ServerConnector connector(Server server, InetSocketAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(Limits.HEADER_BYTES);
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(Limits.IDLE.toMillis());
        connector.setShutdownIdleTimeout(Limits.IDLE_AT_STOP.toMillis());
        // Bounds the tasks that wait for a thread as well: a connection has one at most.
        connector.addBean(new NetworkConnectionLimit(Limits.CONNECTIONS, connector));
        return connector;
    }

    private static ServletContextHandler context(ResourceConfig application) {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new ServletContainer(application)), "/*");
        return context;
    }

    private static Handler limited(Handler application) {
        QoSHandler atOnce = new QoSHandler(new SizeLimitHandler(Limits.BODY_BYTES, -1));
        ((Handler.Wrapper) atOnce.getHandler()).setHandler(application);
        atOnce.setMaxRequestCount(Limits.REQUESTS);
        atOnce.setMaxSuspendedRequestCount(Limits.WAITING_REQUESTS);
        atOnce.setMaxSuspend(Limits.LONGEST_WAIT);
        return new GracefulHandler(new RequesterHandler(atOnce));
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** Lets the requests that are at work finish, for a bounded time, and stops. */
    @Override
    public void close() {
        stop(server);
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
