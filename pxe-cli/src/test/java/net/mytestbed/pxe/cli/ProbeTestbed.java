package net.mytestbed.pxe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/** A testbed, and a TFTP server on its tree that is probed for a node whose link leads to an image. */
final class ProbeTestbed implements AutoCloseable {
    static final String LOCAL_DISK = "default d\nlabel d\nlocalboot 0\n";
    static final String IMAGE = "orbit-2.0.0";
    static final String KERNEL = TftpTree.kernelOf(IMAGE);
    static final String INITRD = TftpTree.initrdOf(IMAGE);

    private static final String NODE = "omf.nicta.node2";

    private final CommandTestbed testbed;
    private final TftpTree tree;
    private EmbeddedTftpServer server;

    ProbeTestbed(Path directory) {
        testbed = new CommandTestbed(directory, Way.DIRECTORY);
        tree = testbed.tree().config("default", LOCAL_DISK).link("10.0.0.2", IMAGE);
        server = EmbeddedTftpServer.start(tree.root());
    }

    TftpTree tree() {
        return tree;
    }

    Path config() {
        return testbed.config();
    }

    Shell shell() {
        return testbed.shell();
    }

    int port() {
        return server.port();
    }

    /** Serves another directory from now on, at another port. */
    void serve(Path other) {
        server.close();
        server = EmbeddedTftpServer.start(other);
    }

    /** Probes by whatever the shell and the options say of where. */
    Shell.Result probe(Shell shell, String... more) {
        return shell.pxe(ObjectArrays.concat(new String[] {"probe", NODE, "--domain", "norbit"}, more, String.class));
    }

    /** Probes the server here. */
    Shell.Result probe(String... more) {
        return probe(shell(), ObjectArrays.concat(new String[] {"--tftp", "127.0.0.1:" + port()}, more, String.class));
    }

    JsonNode json() throws IOException {
        return probe("-o", "json").json();
    }

    /** What is found, by its kind. */
    List<String> codes() throws IOException {
        return json().path("findings").findValuesAsText("code");
    }

    @Override
    public void close() {
        server.close();
        testbed.close();
    }
}
