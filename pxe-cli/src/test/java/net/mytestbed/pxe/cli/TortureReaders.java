package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;

/** Reads the links of nodes that are never cleared with hardly a pause, as a TFTP server does and as a node does. */
final class TortureReaders implements AutoCloseable {
    /** So that the service has the processor most of the time. */
    private static final long PAUSE_NANOS = 500_000;

    private final TftpTree tree;
    private final TortureNodes nodes;
    private final Queue<String> violations;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong linkReads = new AtomicLong();
    private final AtomicLong tftpReads = new AtomicLong();
    private final Thread onDisk = new Thread(this::readLinks, "torture-links");
    private final Thread overTftp;

    TortureReaders(TftpTree tree, TortureNodes nodes, InetSocketAddress tftp, Queue<String> violations) {
        this.tree = tree;
        this.nodes = nodes;
        this.violations = violations;
        this.overTftp = new Thread(() -> readOverTftp(tftp), "torture-tftp");
    }

    void start() {
        onDisk.start();
        overTftp.start();
    }

    long linkReads() {
        return linkReads.get();
    }

    long tftpReads() {
        return tftpReads.get();
    }

    private void readLinks() {
        while (!stop.get()) {
            for (TortureNodes.Place node : nodes.places()) {
                if (node.isNeverCleared()) {
                    readLink(tree.cfgDir().resolve(node.hex()));
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void readLink(Path link) {
        linkReads.incrementAndGet();
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (!TortureNodes.IMAGES.contains(target)) {
                violations.add("A reader found " + link + " pointing to " + target + ".");
            }
        } catch (IOException e) {
            violations.add("A reader found a gap: " + e + ".");
        }
    }

    private void readOverTftp(InetSocketAddress server) {
        TFTPClient client = new TFTPClient();
        try {
            client.open();
            while (!stop.get()) {
                for (TortureNodes.Place node : nodes.places()) {
                    if (node.isNeverCleared() && !stop.get()) {
                        read(client, server, "pxelinux.cfg/" + node.hex());
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            }
        } catch (IOException e) {
            violations.add("The TFTP client failed: " + e + ".");
        } finally {
            client.close();
        }
    }

    private void read(TFTPClient client, InetSocketAddress server, String file) {
        tftpReads.incrementAndGet();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            client.receiveFile(file, TFTP.BINARY_MODE, content, server.getAddress(), server.getPort());
        } catch (IOException e) {
            violations.add("A node read no configuration from " + file + ": " + e + ".");
            return;
        }
        boolean whole = TortureNodes.IMAGES.stream()
                .anyMatch(image -> content.toString(UTF_8).contains(TftpTree.kernelOf(image)));
        if (!whole) {
            violations.add("A node read " + content.size() + " bytes of something else from " + file + ".");
        }
    }

    /** Lets the reads that are at work end. */
    void stop() {
        stop.set(true);
        Uninterruptibles.joinUninterruptibly(onDisk);
        Uninterruptibles.joinUninterruptibly(overTftp);
    }

    @Override
    public void close() {
        stop();
    }
}
