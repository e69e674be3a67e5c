package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves HTTP connections on a free port of 127.0.0.1, each on a thread of its own, and can stop and start listening on that port
 * while it runs.
 */
final class HttpListener implements AutoCloseable {
    /** Serves one connection to its end. */
    interface Handler {
        void serve(HttpConnection connection) throws IOException;
    }

    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-inventory");
        thread.setDaemon(true);
        return thread;
    });
    private final int port;
    private ServerSocket listening;
    private boolean closed;

    HttpListener(Handler handler) {
        this.handler = requireNonNull(handler, "handler");
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        acceptOn(listening);
    }

    int port() {
        return port;
    }

    /** How many connections were made. */
    int connections() {
        return connections.get();
    }

    /** Whether connections are refused from now on; those that stand are closed when it begins. */
    synchronized void refuse(boolean refuse) {
        if (closed || refuse == listening.isClosed()) {
            return;
        }
        if (refuse) {
            closeAll();
        } else {
            listening = listen(port);
            acceptOn(listening);
        }
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptOn(ServerSocket server) {
        threads.execute(() -> {
            try {
                while (true) {
                    serve(server.accept());
                }
            } catch (IOException | RejectedExecutionException listeningEnded) {
                close(server);
            }
        });
    }

    private void serve(Socket socket) {
        connections.incrementAndGet();
        open.add(socket);
        threads.execute(() -> {
            try (HttpConnection connection = new HttpConnection(socket)) {
                handler.serve(connection);
            } catch (IOException clientLeft) {
                // That is the client's affair, and the tests' to notice.
            } finally {
                open.remove(socket);
            }
        });
    }

    private synchronized void closeAll() {
        close(listening);
        open.forEach(HttpListener::close);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeAll();
        threads.shutdown();
    }
}
