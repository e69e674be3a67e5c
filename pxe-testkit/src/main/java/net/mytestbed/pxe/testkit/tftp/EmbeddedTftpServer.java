package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.base.Preconditions.checkArgument;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPErrorPacket;
import org.apache.commons.net.tftp.TFTPPacket;
import org.apache.commons.net.tftp.TFTPRequestPacket;
import org.apache.commons.net.tftp.TFTPWriteRequestPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TFTP server for tests and demonstrations: on 127.0.0.1 only, read-only, for as many nodes at once as boot. It serves a
 * directory by the rules of tftpd-hpa under {@code --secure}: relative links and links from the directory's own top are
 * followed, nothing outside the directory can be read, and what is not readable by all is refused with the same errors.
 *
 * <pre>{@code
 * try (EmbeddedTftpServer server = EmbeddedTftpServer.start(tree.root())) {
 *     assertThat(SimulatedNode.at("10.18.1.2", server.address()).boot()).bootedLocalDisk();
 * }
 * }</pre>
 *
 * <p>It speaks RFC 1350 in octet mode and passes over the options that a node may offer (RFC 2347), as a server without options
 * does. One thread does all the work, and ends with {@link #close}.
 */
public final class EmbeddedTftpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedTftpServer.class);

    /** Each transfer has a socket; a node whose request finds no room asks again. */
    private static final int MOST_TRANSFERS = 512;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final long CHECK_MILLIS = 50;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final TftpRoot root;
    private final Duration patience;
    private final Selector selector;
    private final DatagramChannel requests;
    private final InetSocketAddress address;
    private final Thread thread;
    private volatile boolean isClosing;

    private EmbeddedTftpServer(Path root, int port, Duration patience) throws IOException {
        this.root = new TftpRoot(root);
        this.patience = patience;
        this.selector = Selector.open();
        try {
            this.requests = TftpPackets.openChannel(port);
            requests.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            requests.register(selector, SelectionKey.OP_READ);
            this.address = (InetSocketAddress) requests.getLocalAddress();
        } catch (IOException e) {
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::serve, "tftp-" + address.getPort());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Serves a directory on a free port.
     *
     * @param root the directory that holds {@code pxelinux.cfg/}
     * @throws UncheckedIOException if the directory does not exist or no socket can be opened
     */
    public static EmbeddedTftpServer start(Path root) {
        return start(root, 0);
    }

    /**
     * Serves a directory on a port.
     *
     * @param root the directory that holds {@code pxelinux.cfg/}
     * @param port the UDP port; 0 takes a free one
     * @throws IllegalArgumentException if the port is not from 0 to 65535
     * @throws UncheckedIOException if the directory does not exist or the port is taken
     */
    public static EmbeddedTftpServer start(Path root, int port) {
        return start(root, port, PATIENCE);
    }

    /** @param patience how long to wait for an acknowledgement before a block is sent again */
    static EmbeddedTftpServer start(Path root, int port, Duration patience) {
        checkArgument(port >= 0 && port <= 65535, "%s is not a port: expected 0 to 65535.", port);
        try {
            return new EmbeddedTftpServer(root, port, patience);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The directory " + root + " cannot be served on 127.0.0.1, port " + port + ": " + e, e);
        }
    }

    /** Where it listens: 127.0.0.1 and its port. */
    public InetSocketAddress address() {
        return address;
    }

    /** The UDP port on which it listens. */
    public int port() {
        return address.getPort();
    }

    private void serve() {
        try {
            while (!isClosing) {
                selector.select(this::attend, transfers().isEmpty() ? 0 : CHECK_MILLIS);
                transfers().forEach(transfer -> attend(transfer, transfer::resendIfLate));
            }
        } catch (IOException e) {
            log.error("tftp-server-failed port={} reason={}", port(), e.toString());
        } finally {
            transfers().forEach(EmbeddedTftpServer::close);
            close(requests);
        }
    }

    private List<TftpTransfer> transfers() {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .map(SelectionKey::attachment)
                .filter(TftpTransfer.class::isInstance)
                .map(TftpTransfer.class::cast)
                .toList();
    }

    private void attend(SelectionKey key) {
        if (key.attachment() instanceof TftpTransfer transfer) {
            attend(transfer, transfer::receive);
        } else {
            try {
                TftpPackets.receive(requests, this::receive);
            } catch (IOException e) {
                log.warn("tftp-request-failed port={} reason={}", port(), e.toString());
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What goes wrong with one node's transfer is no other node's business. */
    private void attend(TftpTransfer transfer, Step step) {
        try {
            step.run();
            if (transfer.isOver()) {
                transfer.close();
            }
        } catch (IOException e) {
            log.warn("tftp-transfer-failed port={} reason={}", port(), e.toString());
            close(transfer);
        }
    }

    private void receive(InetSocketAddress node, TFTPPacket packet) throws IOException {
        if (!(packet instanceof TFTPRequestPacket request) || transfers().size() >= MOST_TRANSFERS) {
            return;
        }
        try {
            start(node, open(request));
            log.debug("tftp-read node={} file={}", node, quoted(request.getFilename()));
        } catch (TftpRefusal refusal) {
            log.debug("tftp-refuse node={} file={} error={}", node, quoted(request.getFilename()), refusal.code());
            refuse(node, refusal);
        }
    }

    /** Each answer comes from a port of its own, its transfer ID (RFC 1350, section 4). */
    private void start(InetSocketAddress node, FileChannel file) throws IOException {
        DatagramChannel channel;
        try {
            channel = TftpPackets.openChannel(0);
        } catch (IOException e) {
            close(file);
            throw e;
        }
        TftpTransfer transfer = new TftpTransfer(channel, node, file, patience);
        attend(transfer, () -> {
            channel.register(selector, SelectionKey.OP_READ, transfer);
            transfer.sendNextBlock();
        });
    }

    private void refuse(InetSocketAddress node, TftpRefusal refusal) throws IOException {
        try (DatagramChannel channel = TftpPackets.openChannel(0)) {
            TFTPErrorPacket error =
                    new TFTPErrorPacket(node.getAddress(), node.getPort(), refusal.code(), refusal.reason());
            TftpPackets.send(channel, error.newDatagram());
        }
    }

    private FileChannel open(TFTPRequestPacket request) throws TftpRefusal {
        if (request instanceof TFTPWriteRequestPacket) {
            throw new TftpRefusal(TFTPErrorPacket.ACCESS_VIOLATION, "This server is read-only");
        }
        if (request.getMode() != TFTP.OCTET_MODE) {
            throw new TftpRefusal(TFTPErrorPacket.UNDEFINED, "Only octet (binary) mode is served");
        }
        return root.open(request.getFilename());
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.debug("tftp-close-failed reason={}", e.toString());
        }
    }

    /** Ends every transfer and the server's thread before it returns. */
    @Override
    public void close() {
        isClosing = true;
        selector.wakeup();
        Uninterruptibles.joinUninterruptibly(thread);
        close(selector);
    }
}
