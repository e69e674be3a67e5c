package net.mytestbed.pxe.testkit.tftp;

import java.io.OutputStream;

/** From where a node reads its files: a TFTP server, or its directory as the server would serve it. */
interface FileSource {
    /**
     * Reads a file.
     *
     * @param file relative to the boot program's directory
     * @param content takes the file's bytes; it may have some even if the answer is no file
     * @param largest the most bytes that the file may have
     * @throws java.io.UncheckedIOException if it has more
     */
    TftpAnswer read(String file, OutputStream content, long largest);
}
