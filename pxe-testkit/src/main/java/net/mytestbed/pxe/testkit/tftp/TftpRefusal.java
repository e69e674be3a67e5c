package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

/** A TFTP server's error instead of a file (RFC 1350, section 5). */
final class TftpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    /**
     * @param code the error code, 0 to 7
     * @param reason the error message
     */
    TftpRefusal(int code, String reason) {
        super("error " + code + ": " + reason);
        this.code = code;
        this.reason = requireNonNull(reason, "reason");
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
