package net.mytestbed.pxe.testkit.inventory;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The ways in which HTTP lets an inventory send one and the same answer. */
public enum Transfer {
    /** With its length. */
    PLAIN,
    /** Compressed, whether the client said that it can read that or not. */
    GZIP,
    /** In pieces, without a length. */
    CHUNKED,
    /** After a redirect to another path of the same server. */
    REDIRECTED;

    /** What marks a target that a redirect led to. */
    private static final String AGAIN = "redirected=true";

    private static final int CHUNK_BYTES = 10;

    byte[] onTheWire(HttpAnswer answer, String target) throws IOException {
        return switch (this) {
            case PLAIN -> answer.whole();
            case GZIP -> gzipped(answer).whole();
            case CHUNKED -> chunked(answer).whole();
            case REDIRECTED ->
                target.contains(AGAIN)
                        ? answer.whole()
                        : HttpAnswer.redirect(target + (target.contains("?") ? "&" : "?") + AGAIN)
                                .whole();
        };
    }

    private static HttpAnswer gzipped(HttpAnswer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            answer.body().copyTo(gzip);
        }
        ImmutableMap<String, String> headers = ImmutableMap.of(
                "Content-Type",
                "text/xml",
                "Content-Encoding",
                "gzip",
                "Content-Length",
                Integer.toString(bytes.size()));
        return new HttpAnswer(answer.status(), headers, ByteSource.wrap(bytes.toByteArray()));
    }

    private static HttpAnswer chunked(HttpAnswer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long from = 0; from < answer.body().size(); from += CHUNK_BYTES) {
            ByteSource chunk = answer.body().slice(from, CHUNK_BYTES);
            bytes.writeBytes(ascii(Long.toHexString(chunk.size()) + "\r\n"));
            chunk.copyTo(bytes);
            bytes.writeBytes(ascii("\r\n"));
        }
        bytes.writeBytes(ascii("0\r\n\r\n"));
        ImmutableMap<String, String> headers =
                ImmutableMap.of("Content-Type", "text/xml", "Transfer-Encoding", "chunked");
        return new HttpAnswer(answer.status(), headers, ByteSource.wrap(bytes.toByteArray()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
