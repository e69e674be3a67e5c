package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;

/** Reads the links of nodes that are never cleared with hardly a pause, as a TFTP server does and as a node does. */
final class TortureReaders implements AutoCloseable {
    private final TortureNodes nodes;
    private final Queue<String> violations;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong tftpReads = new AtomicLong();
    private final LinkReader onDisk;
    private final Thread overTftp;

    TortureReaders(TftpTree tree, TortureNodes nodes, InetSocketAddress tftp, Queue<String> violations) {
        this.nodes = nodes;
        this.violations = violations;
        this.onDisk = new LinkReader(
                nodes.places().stream()
                        .filter(TortureNodes.Place::isNeverCleared)
                        .map(node -> tree.cfgDir().resolve(node.hex()))
                        .collect(ImmutableList.toImmutableList()),
                violations);
        this.overTftp = new Thread(() -> readOverTftp(tftp), "torture-tftp");
    }

    void start() {
        onDisk.start();
        overTftp.start();
    }

    long linkReads() {
        return onDisk.reads();
    }

    long tftpReads() {
        return tftpReads.get();
    }

    private void readOverTftp(InetSocketAddress server) {
        TFTPClient client = new TFTPClient();
        try {
            client.open();
            while (!stop.get()) {
                for (TortureNodes.Place node : nodes.places()) {
                    if (node.isNeverCleared() && !stop.get()) {
                        read(client, server, "pxelinux.cfg/" + node.hex());
                        LockSupport.parkNanos(LinkReader.PAUSE_NANOS);
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
        onDisk.close();
        Uninterruptibles.joinUninterruptibly(overTftp);
    }

    @Override
    public void close() {
        stop();
    }
}
