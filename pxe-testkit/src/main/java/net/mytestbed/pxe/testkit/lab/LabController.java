package net.mytestbed.pxe.testkit.lab;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The experiment controller: calls services from its own machine in the lab, and has the nodes' resource controllers report to
 * it on {@value #PORT}.
 */
public final class LabController implements AutoCloseable {
    /** Where it listens for resource controllers, by TCP. */
    public static final int PORT = 7777;

    private static final String SOCKET = "controller";

    private final LabHost host;
    private final ServerSocketChannel reports;

    private LabController(LabHost host, ServerSocketChannel reports) {
        this.host = host;
        this.reports = reports;
    }

    /**
     * Listens for resource controllers.
     *
     * @param directory the lab's, as this process sees it
     * @param onReport is told each one that reports
     */
    static LabController start(LabHost host, Path directory, Consumer<ResourceController> onReport) {
        try {
            ServerSocketChannel reports = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            reports.bind(UnixDomainSocketAddress.of(directory.resolve(SOCKET)));
            Thread listener = new Thread(() -> listen(reports, onReport), "lab controller");
            listener.setDaemon(true);
            listener.start();
            // Java cannot open a socket in another network: a relay there brings each connection to the socket in the
            // file system.
            host.start(
                    "socat", "TCP-LISTEN:" + PORT + ",fork,reuseaddr", "UNIX-CONNECT:" + Lab.DIRECTORY + "/" + SOCKET);
            return new LabController(host, reports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void listen(ServerSocketChannel reports, Consumer<ResourceController> onReport) {
        try {
            while (true) {
                SocketChannel connection = reports.accept();
                Thread greeter = new Thread(() -> greet(connection, onReport), "lab report");
                greeter.setDaemon(true);
                greeter.start();
            }
        } catch (ClosedChannelException closed) {
            // The lab ends.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greet(SocketChannel connection, Consumer<ResourceController> onReport) {
        try {
            onReport.accept(ResourceController.greet(connection));
        } catch (IOException gone) {
            // A node that was reset in the middle of its report: its next boot reports again.
        }
    }

    /** Its machine. */
    public LabHost host() {
        return host;
    }

    /**
     * Gets a page.
     *
     * @throws AssertionError if there is no answer at all within a minute
     */
    public LabAnswer get(String url) {
        return call(url);
    }

    /**
     * Makes a call that is more than to get a page.
     *
     * @param arguments curl's: {@code --request}, {@code PUT}, ...
     * @throws AssertionError if there is no answer at all within a minute
     */
    public LabAnswer call(String... arguments) {
        ImmutableList<String> command = ImmutableList.<String>builder()
                .add("curl", "--silent", "--show-error", "--globoff", "--noproxy", "*")
                .add("--write-out", "\n%{http_code}")
                .add(arguments)
                .build();
        return LabAnswer.of(host.run(command.toArray(String[]::new)));
    }

    @Override
    public void close() {
        try {
            reports.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
