package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

/**
 * A file that a node has loaded over TFTP.
 *
 * @param name as the configuration names it
 * @param size how many bytes came
 * @param sha256 their SHA-256, 64 lower-case hexadecimal digits
 */
public record LoadedFile(String name, long size, String sha256) {
    public LoadedFile {
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
    }

    @Override
    public String toString() {
        return name + " (" + size + " bytes)";
    }
}
