package net.mytestbed.pxe.testkit.lab;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A file that a node asked the lab's TFTP server for, as the server logged it.
 *
 * @param client the address that asked: {@code 10.18.1.2}
 * @param file the name as it was asked for: {@code pxelinux.cfg/0A120102}
 * @param refusal what the server said instead of sending it; empty if it began to send it
 */
public record TftpRead(String client, String file, Optional<String> refusal) {
    public TftpRead {
        requireNonNull(client, "client");
        requireNonNull(file, "file");
        requireNonNull(refusal, "refusal");
    }

    /** Whether the server had the file and began to send it. */
    public boolean sent() {
        return refusal.isEmpty();
    }

    @Override
    public String toString() {
        return file + refusal.map(reason -> ": " + reason).orElse("");
    }
}
