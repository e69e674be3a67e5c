package net.mytestbed.pxe.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.net.URLEncoder;
import java.util.Map;

/**
 * Values that no parameter may take: each is none of a node, a domain, a node set, a boot configuration, an address, an action or a
 * lifetime. They come percent-encoded, because some of them are about the encoding.
 */
public final class HostileValues {
    private HostileValues() {}

    /** The values by what they try. */
    public static ImmutableMap<String, String> encoded() {
        ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
        raw().forEach((what, value) -> values.put(what, URLEncoder.encode(value, UTF_8)));
        values.put("a path, encoded twice", "%252e%252e%252f%252e%252e%252fetc%252fpasswd");
        values.put("a path in overlong UTF-8, 2 bytes", "%c0%ae%c0%ae%c0%af%c0%ae%c0%ae%c0%afetc");
        values.put("a path in overlong UTF-8, 3 bytes", "%e0%80%ae%e0%80%ae%e0%80%afetc");
        values.put("a path in overlong UTF-8, 4 bytes", "%f0%80%80%ae%f0%80%80%ae%f0%80%80%afetc");
        values.put("a backslash in overlong UTF-8", "..%c1%9c..%c1%9cetc");
        values.put("a path in IIS's encoding", "..%25u2216..%25u2215etc");
        values.put("bytes that are no UTF-8", "node%ff%fe1-2");
        values.put("half a character", "node1-2%c3");
        values.put("half a surrogate pair", "node1-2%ed%a0%80");
        values.put("a percent sign alone", "node1-2%25");
        values.put("an ampersand that begins another parameter", "node1-2%26domain%3Dother");
        values.put("a semicolon that begins another parameter", "node1-2%3Bdomain%3Dother");
        return values.build();
    }

    /** The same, decoded as a client of JSON sends them, without those that are about the percent encoding. */
    public static ImmutableMap<String, String> raw() {
        ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
        values.putAll(paths());
        values.putAll(characters());
        values.putAll(languages());
        values.putAll(nodeSets());
        values.put("a long name", "x".repeat(70_000));
        values.put("many labels", "a.".repeat(30_000) + "a");
        values.put("nothing but dots", "...");
        values.put("a number that is too large", "[99999999999999999999,1]");
        return values.build();
    }

    private static Map<String, String> paths() {
        return ImmutableMap.<String, String>builder()
                .put("a path", "../../../../etc/passwd")
                .put("an absolute path", "/etc/passwd")
                .put("a path within", "./pxelinux.cfg/../../x")
                .put("a path of Windows", "..\\..\\boot.ini")
                .put("a path with doubled dots", "....//....//etc")
                .put("the directory itself", ".")
                .put("the directory above", "..")
                .put("a URL", "file:///etc/passwd")
                .put("a share", "\\\\server\\share")
                .put("a path with full-width dots", "\uff0e\uff0e\uff0fetc")
                .put("a path with a dot leader", "\u2025/etc")
                .put("a hidden name", ".lock/x")
                .build();
    }

    private static Map<String, String> characters() {
        return ImmutableMap.<String, String>builder()
                .put("NUL at the end", "node1-2\0")
                .put("NUL in the middle", "orbit-2.0.0\0.txt")
                .put("a line feed", "node1-2\nset node=forged")
                .put("a carriage return and a line feed", "node1-2\r\nX-Injected: yes\r\n\r\n<html>")
                .put("a line feed at the end", "node1-2\n")
                .put("a vertical tab", "node1-2\u000bx")
                .put("escape sequences of a terminal", "\u001b[2J\u001b[31mred\u0007")
                .put("a line separator", "node1-2\u2028set node=forged")
                .put("next line", "node1-2\u0085set node=forged")
                .put("text turned around", "node1-2\u202etxt.exe")
                .put("isolated text", "node1-2\u2066x\u2069")
                .put("a zero-width space", "node\u200b1-2")
                .put("a zero-width joiner", "node1-2\u200d")
                .put("a byte order mark", "\ufeffnode1-2")
                .put("letters that look alike", "n\u043ede1-2")
                .put("full-width digits", "node\uff11-2")
                .put("a letter that is ASCII in upper case", "node\u017f1")
                .put("a combining mark", "node1-2\u0301")
                .put("an emoji", "node\ud83d\ude80")
                .put("a character that XML forbids", "node\uffff")
                .put("a blank in the middle", "node1 2")
                .put("a blank that does not break", "node1-2\u00a0x")
                .build();
    }

    private static Map<String, String> languages() {
        return ImmutableMap.<String, String>builder()
                .put("SQL", "' OR '1'='1'; DROP TABLE nodes; --")
                .put("an element", "<script>alert(1)</script>")
                .put("the end of an attribute", "\"/><error code=\"forged\"/>")
                .put("the end of a CDATA section", "]]></error></response>")
                .put("an entity", "&xxe;&#0;")
                .put("a document type", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
                .put("a shell's command", "$(touch /tmp/pwned)`id`;id|id&&id>x")
                .put("a lookup", "${jndi:ldap://127.0.0.1/a}")
                .put("an expression", "#{7*7}{{7*7}}%{7*7}")
                .put("a format", "%s%n%x%d")
                .put("a format of slf4j", "{} {}")
                .put("JSON", "\"},{\"action\":\"clear\",\"all\":true")
                .put("a field of the log", "x request=forged by=nobody")
                .put("an option", "--help")
                .put("a wildcard", "*")
                .build();
    }

    private static Map<String, String> nodeSets() {
        return ImmutableMap.<String, String>builder()
                .put("all coordinates there are", "[1..2000000000,1..2000000000]")
                .put("more nodes than a set may mean", "[1..999999999,1..999999999]")
                .put("more coordinates than a long counts", "[[0..999999999,0..999999999],[1..999999999,1..999999999]]")
                .put("a range that runs backwards", "[3..1,1]")
                .put("a negative coordinate", "[-1,1]")
                .put("deep brackets", "[".repeat(30_000))
                .put("deep brackets that close", "[".repeat(15_000) + "1,1" + "]".repeat(15_000))
                .put("brackets that close too often", "]".repeat(30_000))
                .put("coordinates in three dimensions", "[1,1,1]")
                .put("a coordinate in full-width digits", "[\uff11,\uff11]")
                .build();
    }

    /** Requests that two servers may cut in different places, and others that are not quite HTTP; none of them may be carried out. */
    public static ImmutableList<String> smuggled(String call) {
        String host = "Host: localhost\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        String post = "POST /pxe/setBootImage HTTP/1.1\r\n" + host + form;
        String get = "GET " + call + " HTTP/1.1\r\n";
        return ImmutableList.of(
                post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
                post + "Content-Length: 5, 6\r\n\r\n0\r\n\r\n",
                post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                post + "Content-Length: +5\r\n\r\nnode=",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: 0x5\r\n\r\nnode=",
                post + "Content-Length: 99999999999999999999\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
                post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                get + host + " folded: x\r\n\r\n",
                get + host + "X-Folded: a\r\n b\r\n\r\n",
                get + host + "X Y: z\r\n\r\n",
                get + host + ": empty\r\n\r\n",
                get + host + "X-Nul: a\0b\r\n\r\n",
                get + host + host + "\r\n",
                get + "Host: a b\r\n\r\n",
                get + "Host: localhost:99999999\r\n\r\n",
                "GET " + call + "\r\n\r\n",
                "GET " + call + " HTTP/1.1 HTTP/1.1\r\n" + host + "\r\n",
                "GET " + call + " HTTP/1.10\r\n" + host + "\r\n",
                "GET " + call + " HTTP/2.0\r\n" + host + "\r\n",
                "GET " + call + "\0 HTTP/1.1\r\n" + host + "\r\n",
                "GET http:/" + call + " HTTP/1.1\r\n" + host + "\r\n",
                "GET *" + call + " HTTP/1.1\r\n" + host + "\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }
}
