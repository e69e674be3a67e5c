package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request line and headers take too long. Jetty's own limit is for silence only: a client that sends a byte
 * now and then would keep its connection for ever, and some thousands of them would keep all others out.
 */
final class SlowHeads extends AbstractLifeCycle implements Connection.Listener {
    private final Duration longest;
    private final Server server;
    private final Map<HttpConnection, Head> connections = new ConcurrentHashMap<>();

    /** A request that has begun to arrive: how many the connection carried before it, and since when, by {@link System#nanoTime}. */
    private record Head(long requestsBefore, long since) {}

    SlowHeads(Duration longest, Server server) {
        this.longest = requireNonNull(longest, "longest");
        this.server = requireNonNull(server, "server");
    }

    @Override
    protected void doStart() {
        scheduleLook();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.put(http, new Head(0, System.nanoTime()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.remove(http);
        }
    }

    private void scheduleLook() {
        Scheduler scheduler = server.getScheduler();
        if (scheduler != null && !isStopping() && !isStopped()) {
            scheduler.schedule(this::look, longest.dividedBy(4).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        connections.replaceAll(
                (connection, head) -> isInHead(connection, head) ? head : new Head(connection.getMessagesIn(), now));
        connections.forEach((connection, head) -> {
            if (now - head.since() > longest.toNanos()) {
                connection.getEndPoint().close();
            }
        });
        scheduleLook();
    }

    /** Still the same request, not between two of them, and not arrived. */
    private static boolean isInHead(HttpConnection connection, Head head) {
        return connection.getMessagesIn() == head.requestsBefore()
                && connection.getParser().inHeaderState()
                && !connection.getParser().isStart();
    }
}
