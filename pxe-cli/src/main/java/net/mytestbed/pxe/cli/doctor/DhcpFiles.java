package net.mytestbed.pxe.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;

/** The files of one DHCP server's configuration: the first, and those that it includes. */
final class DhcpFiles {
    private static final int MOST = 100;

    private final Machine machine;
    private int read;

    DhcpFiles(Machine machine) {
        this.machine = machine;
    }

    /** @throws IOException if the file cannot be read, or too many were read before it */
    String text(Path file) throws IOException {
        read++;
        if (read > MOST) {
            throw new IOException(file + " is included after " + MOST + " others: do they include each other?");
        }
        return Machine.text(file);
    }

    /** Where a file is that another one includes. */
    Path included(String name, Path by) {
        return name.startsWith("/") ? machine.file(name) : by.resolveSibling(name);
    }
}
