package net.mytestbed.pxe.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import net.mytestbed.pxe.node.HexIp;

/**
 * The lab's namespaces: its own network, mounts and processes. They are held by one process that ends when its standard input
 * does. So they end with this Java process however it ends, and everything in them with them: nothing has to be cleaned up.
 */
final class LabNamespace implements AutoCloseable {
    /** The lab's directory as its own processes see it. It is in memory. */
    static final String DIRECTORY = "/run/pxe-lab";

    private final LabProcess holder;
    private final long first;

    private LabNamespace(LabProcess holder, long first) {
        this.holder = holder;
        this.first = first;
    }

    /**
     * Makes the namespaces.
     *
     * @throws AssertionError if the kernel or the rights of this process do not allow it; with what was said
     */
    static LabNamespace open(HexIp server, HexIp controller, int prefixLength) {
        ImmutableList<String> command = ImmutableList.of(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--",
                "sh",
                "-c",
                script(),
                "pxe-lab",
                server.address() + "/" + prefixLength,
                controller.address() + "/" + prefixLength);
        LabProcess holder = LabProcess.start("the lab's namespaces", command, piece -> {});
        holder.await("ready\n");
        long first = holder.process()
                .children()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the lab's namespaces ended: " + holder.output()))
                .pid();
        return new LabNamespace(holder, first);
    }

    private static String script() {
        try {
            return Resources.toString(Resources.getResource(LabNamespace.class, "namespace.sh"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that runs another one in the lab, as its child, and ends when that has ended. */
    ImmutableList<String> enter(List<String> command) {
        return ImmutableList.<String>builder()
                .add("nsenter", "--target", Long.toString(first), "--mount", "--net", "--pid", "--")
                .addAll(command)
                .build();
    }

    /** The lab's directory as this Java process sees it. */
    Path directory() {
        return Path.of("/proc/" + first + "/root" + DIRECTORY);
    }

    /** The process that holds the namespaces, as the machine numbers it. */
    long pid() {
        return first;
    }

    /** Ends everything that runs in them. */
    @Override
    public void close() {
        try {
            holder.process().getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            holder.awaitEnd();
        }
    }
}
