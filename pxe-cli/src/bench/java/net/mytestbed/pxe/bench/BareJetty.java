package net.mytestbed.pxe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Sets, clears and reads links over HTTP with nothing between: no Jersey, no inventory, no leases, no checks. {@code /set?HEX=IMAGE},
 * {@code /clear?HEX}, {@code /get?HEX}; everything else is answered with a greeting. A process of its own.
 */
final class BareJetty extends Handler.Abstract {
    private final Path cfgDir;
    private final boolean durable;
    private final SharedFlush stateFlush;
    private final SharedFlush linkFlush;
    private final ReentrantLock lock = new ReentrantLock();

    private BareJetty(Path cfgDir, Path stateDir, boolean durable) {
        this.cfgDir = cfgDir;
        this.durable = durable;
        this.stateFlush = new SharedFlush(stateDir);
        this.linkFlush = new SharedFlush(cfgDir);
    }

    /** @param arguments port, boot directory, state directory, whether to flush */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        server.setHandler(
                new BareJetty(Path.of(arguments[1]), Path.of(arguments[2]), Boolean.parseBoolean(arguments[3])));
        server.setStopAtShutdown(true);
        server.start();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String query = request.getHttpURI().getQuery();
        String answer =
                switch (Request.getPathInContext(request)) {
                    case "/set" -> set(query);
                    case "/clear" -> clear(query);
                    case "/get" -> get(query);
                    default -> "hello";
                };
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.write(true, ByteBuffer.wrap(answer.getBytes(US_ASCII)), callback);
        return true;
    }

    private String set(String query) throws IOException {
        int equals = query.indexOf('=');
        lock.lock();
        try {
            BareLoop.swap(cfgDir, query.substring(0, equals), Path.of(query.substring(equals + 1)));
        } finally {
            lock.unlock();
        }
        return flushed();
    }

    private String clear(String hex) throws IOException {
        lock.lock();
        try {
            Files.deleteIfExists(cfgDir.resolve(hex));
        } finally {
            lock.unlock();
        }
        return flushed();
    }

    private String get(String hex) throws IOException {
        try {
            return Files.readSymbolicLink(cfgDir.resolve(hex)).toString();
        } catch (NoSuchFileException e) {
            return "default";
        }
    }

    private String flushed() throws IOException {
        if (durable) {
            stateFlush.changed();
            linkFlush.changed();
            stateFlush.flush();
            linkFlush.flush();
        }
        return "done";
    }
}
