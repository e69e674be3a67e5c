package net.mytestbed.pxe.service.omf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a service, passes what comes on, and loses an answer when told to: the service has done its work, and the client sees
 * the connection close. For clients that send one short request for each connection and ask to close it.
 */
final class LossyRelay implements AutoCloseable {
    private final URI service;
    private final ServerSocket listener;
    private final Thread thread = new Thread(this::run, "lossy-relay");
    private final AtomicBoolean losesNext = new AtomicBoolean();
    private final AtomicInteger connections = new AtomicInteger();

    private LossyRelay(URI service) throws IOException {
        this.service = service;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static LossyRelay before(URI service) throws IOException {
        LossyRelay relay = new LossyRelay(service);
        relay.thread.start();
        return relay;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    void loseTheNextAnswer() {
        losesNext.set(true);
    }

    int connections() {
        return connections.get();
    }

    private void run() {
        try {
            while (true) {
                try (Socket client = listener.accept()) {
                    connections.incrementAndGet();
                    pass(client);
                }
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket client) throws IOException {
        byte[] request = new byte[1 << 16];
        int length = client.getInputStream().read(request);
        try (Socket server = new Socket(service.getHost(), service.getPort())) {
            server.getOutputStream().write(request, 0, length);
            InputStream answer = server.getInputStream();
            byte[] all = answer.readAllBytes();
            if (!losesNext.getAndSet(false)) {
                client.getOutputStream().write(all);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
