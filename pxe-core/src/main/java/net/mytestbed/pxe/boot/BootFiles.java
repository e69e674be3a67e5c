package net.mytestbed.pxe.boot;

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
}
