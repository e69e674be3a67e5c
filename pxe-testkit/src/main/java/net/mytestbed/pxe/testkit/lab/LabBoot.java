package net.mytestbed.pxe.testkit.lab;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One boot of a node, from when it was switched on or reset until it is so again, with what the node itself showed of it: its
 * serial line and the files that it asked the TFTP server for.
 */
public final class LabBoot {
    /** A quiet machine boots a disk in 5 s and a Linux in 14 s; a busy one may need many times that. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final LabNode node;
    private final TftpLog tftp;
    private final int firstRead;
    private final Transcript serial = new Transcript();
    private final CompletableFuture<ResourceController> report = new CompletableFuture<>();
    private volatile int endOfReads = Integer.MAX_VALUE;

    LabBoot(LabNode node, TftpLog tftp) {
        this.node = node;
        this.tftp = tftp;
        this.firstRead = tftp.begin(node.address().address());
    }

    void printed(String piece) {
        serial.append(piece);
    }

    void reported(ResourceController controller) {
        report.complete(controller);
    }

    /** What comes from now on belongs to another boot. */
    void end() {
        endOfReads = tftp.begin(node.address().address());
        serial.end();
    }

    /** What the node printed on its serial line so far. */
    public String serial() {
        return serial.text();
    }

    /** The files that it asked for so far, in order. */
    public ImmutableList<TftpRead> reads() {
        return tftp.reads(node.address().address(), firstRead, endOfReads);
    }

    /** The files that it was sent so far, in order. */
    public ImmutableList<String> sent() {
        return reads().stream().filter(TftpRead::sent).map(TftpRead::file).collect(toImmutableList());
    }

    /**
     * Waits until the node has printed this text.
     *
     * @throws AssertionError if it does not within 2 minutes; with all that the node showed
     */
    public LabBoot await(String text) {
        if (!serial.await(printed -> printed.contains(text), LONGEST)) {
            throw new AssertionError(node + " did not print \"" + text + "\".\n" + this);
        }
        return this;
    }

    /**
     * Waits until it has booted its own disk.
     *
     * @throws AssertionError if it does not within 2 minutes; with all that the node showed
     */
    public LabBoot awaitLocalDisk() {
        return await(node.diskSays());
    }

    /**
     * Waits until the RAM image's resource controller has reported to the experiment controller.
     *
     * @throws AssertionError if it does not within 2 minutes; with all that the node showed
     */
    public ResourceController awaitReport() {
        try {
            return report.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(node + "'s resource controller did not report.\n" + this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + node + " boots", e);
        }
    }

    /** What the node showed, for a person. */
    @Override
    public String toString() {
        return "It asked for " + reads() + " and printed:\n" + serial();
    }
}
