package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

/** What came of one file that a TFTP server was asked for. */
sealed interface TftpAnswer {
    /**
     * The whole file.
     *
     * @param bytes how many it has; PXELINUX takes a file of none for a missing one
     * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
     */
    record Sent(long bytes, String sha256) implements TftpAnswer {
        public Sent {
            requireNonNull(sha256, "sha256");
        }
    }

    /**
     * An error packet in place of the file (RFC 1350, section 5).
     *
     * @param code the error code: 0 see the message, 1 file not found, 2 access violation, ...
     * @param message the server's words
     */
    record Refused(int code, String message) implements TftpAnswer {
        public Refused {
            requireNonNull(message, "message");
        }
    }

    /** Nothing at all, to any of several requests. */
    record Silent() implements TftpAnswer {}

    /**
     * A part of the file.
     *
     * @param bytes how many came
     * @param reason why no more came, the end of a sentence: {@code the server fell silent}
     */
    record BrokenOff(long bytes, String reason) implements TftpAnswer {
        public BrokenOff {
            requireNonNull(reason, "reason");
        }
    }
}
