package net.mytestbed.pxe.service.http;

import java.io.IOException;

/** The files with the service's certificate and key cannot be used. The message names them and says why. */
public final class TlsFilesException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFilesException(TlsFiles files, String reason, Exception cause) {
        super(
                "The certificate and key (http: tls) in " + files.files().get(0) + " and "
                        + files.files().get(1) + " cannot be used: " + reason + ".",
                cause);
    }
}
