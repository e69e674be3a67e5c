package net.mytestbed.pxe.boot;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Which files a node could load. */
@FunctionalInterface
public interface BootFiles {
    /**
     * Whether the TFTP server would serve this file, and not empty: PXELINUX takes an empty file for a missing one.
     *
     * @param path relative to the boot program's directory, the parent of {@code pxelinux.cfg/}; never absolute, never with
     *     {@code .} or {@code ..}, one character for each byte of the name
     */
    boolean exists(String path);

    /**
     * What is in the way of a file that is there and would not be served; nothing where there is none of that name.
     *
     * @param path as in {@link #exists}
     */
    default Optional<Hindrance> hindrance(String path) {
        return Optional.empty();
    }

    /**
     * Why the TFTP server would not serve a file that is there, or not to any use.
     *
     * @param reason what is wrong with it, a phrase that begins with its verb ({@code is empty})
     * @param remedy what to do, a sentence
     */
    record Hindrance(String reason, String remedy) {
        public Hindrance {
            requireNonNull(reason, "reason");
            requireNonNull(remedy, "remedy");
        }
    }
}
