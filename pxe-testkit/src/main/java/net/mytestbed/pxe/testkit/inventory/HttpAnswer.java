package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An answer as it goes over the wire. */
record HttpAnswer(int status, ImmutableMap<String, String> headers, ByteSource body) {
    HttpAnswer {
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    static HttpAnswer of(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(status, headers(contentType, bytes.length), ByteSource.wrap(bytes));
    }

    static HttpAnswer xml(String text) {
        return of(200, "text/xml", text);
    }

    static HttpAnswer redirect(String location) {
        return new HttpAnswer(302, ImmutableMap.of("Location", location, "Content-Length", "0"), ByteSource.empty());
    }

    /** The head of an answer of XML whose body is sent apart from it. */
    static byte[] headOfXml(int bodyLength) {
        return new HttpAnswer(200, headers("text/xml", bodyLength), ByteSource.empty()).head();
    }

    private static ImmutableMap<String, String> headers(String contentType, int length) {
        return ImmutableMap.of("Content-Type", contentType, "Content-Length", Integer.toString(length));
    }

    /** Head and body in one piece: two small writes could wait for each other's acknowledgement. */
    byte[] whole() throws IOException {
        return Bytes.concat(head(), body.read());
    }

    /** The status line and the headers. */
    byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
