package net.mytestbed.pxe.testkit.tftp;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Counts and digests a file's bytes on their way to whoever wants them, and ends what is too large. */
final class ContentMeter extends OutputStream {
    private final Hasher hasher = Hashing.sha256().newHasher();
    private final String file;
    private final OutputStream content;
    private final long largest;
    private long size;

    /** @param largest the most bytes that the file may have */
    ContentMeter(String file, OutputStream content, long largest) {
        this.file = file;
        this.content = content;
        this.largest = largest;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > largest) {
            throw new UncheckedIOException(new IOException(
                    "The file " + file + " has more than " + largest + " bytes, which no node is meant to load."));
        }
        hasher.putBytes(bytes, offset, length);
        content.write(bytes, offset, length);
    }

    /** The answer if this was the whole file; to be asked once. */
    TftpAnswer answer() {
        return size == 0
                ? new TftpAnswer.Empty()
                : new TftpAnswer.Found(size, hasher.hash().toString());
    }
}
