package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether flushes are made. The service cannot be told to leave them out, so strace(1) keeps them from the kernel; it stops the
 * service at these calls only.
 */
enum Durability {
    ON("on", ImmutableList.of()),
    OFF(
            "off",
            ImmutableList.of(
                    "strace",
                    "-f",
                    "-qq",
                    "--seccomp-bpf",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=fsync,fdatasync",
                    "-e",
                    "inject=fsync,fdatasync:retval=0"));

    private static final boolean STRACE = Files.isExecutable(Path.of("/usr/bin/strace"));

    private final String word;
    private final ImmutableList<String> prefix;

    Durability(String word, ImmutableList<String> prefix) {
        this.word = word;
        this.prefix = prefix;
    }

    String word() {
        return word;
    }

    ImmutableList<String> prefix() {
        return prefix;
    }

    static ImmutableList<Durability> possible() {
        return STRACE ? ImmutableList.of(ON, OFF) : ImmutableList.of(ON);
    }
}
