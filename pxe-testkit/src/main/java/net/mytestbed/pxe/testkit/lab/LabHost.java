package net.mytestbed.pxe.testkit.lab;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import net.mytestbed.pxe.node.HexIp;

/**
 * A machine of the lab that is no node: it has an address of its own there and runs programs of the machine below, whose files
 * it sees as they are. Only {@code /run} and {@code /dev} are the lab's own.
 */
public final class LabHost {
    private final LabNamespace namespace;
    private final HexIp address;
    private final ImmutableList<String> prefix;

    /** @param prefix what a command begins with so that it runs here and not on the server */
    LabHost(LabNamespace namespace, HexIp address, List<String> prefix) {
        this.namespace = requireNonNull(namespace, "namespace");
        this.address = requireNonNull(address, "address");
        this.prefix = ImmutableList.copyOf(prefix);
    }

    /** Its address on the control network. */
    public HexIp address() {
        return address;
    }

    /**
     * Starts a program. It runs until it ends, is killed, or the lab is closed.
     *
     * @param command the program, found in the path, and its arguments; paths in {@link Lab#DIRECTORY} are the lab's own
     * @throws java.io.UncheckedIOException if the machine cannot start any
     */
    public LabProcess start(String... command) {
        return start(piece -> {}, ImmutableList.copyOf(command));
    }

    LabProcess start(Consumer<String> listener, List<String> command) {
        ImmutableList<String> here =
                ImmutableList.<String>builder().addAll(prefix).addAll(command).build();
        return LabProcess.start(Path.of(command.get(0)).getFileName().toString(), namespace.enter(here), listener);
    }

    /**
     * Runs a program to its end.
     *
     * @return all that it printed
     * @throws AssertionError if its exit status is not 0, or it does not end within a minute; with all that it printed
     */
    public String run(String... command) {
        LabProcess process = start(command);
        int status = process.awaitEnd();
        if (status != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with status " + status + ":\n" + process.output());
        }
        return process.output();
    }

    /** The program and the arguments that run one class of this Java process in another, with the same class path. */
    public ImmutableList<String> javaCommand(Class<?> main, String... arguments) {
        return ImmutableList.<String>builder()
                .add(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
                .add("-Djava.io.tmpdir=" + Lab.DIRECTORY + "/tmp")
                .add("-cp", System.getProperty("java.class.path"), main.getName())
                .add(arguments)
                .build();
    }
}
