package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes the errors that Jetty finds before Jersey sees the request: in the formats of all others, and without Jetty's own words. */
final class JettyErrors extends ErrorHandler {
    private final ErrorFormats formats;

    JettyErrors(ErrorFormats formats) {
        this.formats = requireNonNull(formats, "formats");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = HttpStatus.isClientError(response.getStatus()) || HttpStatus.isServerError(response.getStatus())
                ? response.getStatus()
                : HttpStatus.INTERNAL_SERVER_ERROR_500;
        String path = Optional.ofNullable(request.getHttpURI().getDecodedPath()).orElse("");
        ErrorFormat format = formats.at(path);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, format.mediaType());
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Limits.RETRY_AFTER.toSeconds());
        }
        if (status == HttpStatus.BAD_REQUEST_400) {
            // Where such a request ends is anybody's guess, so nothing after it is read.
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        response.write(true, ByteBuffer.wrap(format.write(Failure.ofStatus(status), path)), callback);
        return true;
    }
}
