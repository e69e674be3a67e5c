package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a node got when it asked a TFTP server for a file. Only {@link Found} counts for PXELINUX; all else is "not found". */
public sealed interface TftpAnswer {
    /**
     * The file.
     *
     * @param size how many bytes it has, at least one
     * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
     */
    record Found(long size, String sha256) implements TftpAnswer {
        public Found {
            checkArgument(size > 0, "a file of %s bytes is not found", size);
            requireNonNull(sha256, "sha256");
        }

        @Override
        public String toString() {
            return size + " bytes";
        }
    }

    /** A file of no bytes, which PXELINUX takes for a missing one. */
    record Empty() implements TftpAnswer {
        @Override
        public String toString() {
            return "an empty file";
        }
    }

    /**
     * An error packet (RFC 1350, section 5).
     *
     * @param code the error code: 0 see the message, 1 file not found, 2 access violation, ...
     * @param message the server's words
     */
    record Refused(int code, String message) implements TftpAnswer {
        public Refused {
            requireNonNull(message, "message");
        }

        @Override
        public String toString() {
            return "error " + code + " (" + message + ")";
        }
    }

    /**
     * Nothing, or nothing that was a file or an error.
     *
     * @param waited how long the node waited
     */
    record NoAnswer(Duration waited) implements TftpAnswer {
        public NoAnswer {
            requireNonNull(waited, "waited");
        }

        @Override
        public String toString() {
            return "no answer within " + waited.toMillis() + " ms";
        }
    }
}
