package net.mytestbed.pxe.service.omf;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which clients of all kinds put the same request on the wire. */
class OmfWireTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String BOTH = "domain=sb8.orbit-lab.org&ns=[[1,1],[1,2]]";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    /** The parameters with which this call is for sandbox 8, or a node of it. */
    private static String parameters(OmfCall call) {
        return call.arguments().stream()
                .map(argument -> argument.name()
                        + switch (argument.parameter()) {
                            case NODE -> "=node1-2.sb8.orbit-lab.org";
                            case DOMAIN -> "=sb8.orbit-lab.org";
                            case NODE_SET -> "=[[1,1],[1,2]]";
                            case IMAGE -> "=orbit-3.1";
                            case ADDRESS -> "=10.18.1.2";
                            case FRESH -> "=true";
                        })
                .collect(joining("&"));
    }

    private static Stream<String> paths() {
        return Stream.concat(
                Stream.of("/", "/pxe", "/pxe/"), Stream.of(OmfCall.values()).map(call -> "/pxe/" + call.wireName()));
    }

    private static HttpResponse<String> send(String method, String path) {
        return service.send(method, path, BodyPublishers.noBody(), ImmutableMap.of());
    }

    private static String body(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void theRootIsWordForWordWhatAControllerReadsFirst() {
        assertThat(service.get("/").body())
                .isEqualTo("<?xml version=\"1.0\"?><serviceGroups><serviceGroup path=\"pxe\" name=\"pxe\">"
                        + "<info>Decides which PXELINUX configuration each node boots</info>"
                        + "</serviceGroup></serviceGroups>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Accept: none",
                "Accept: */*",
                "Accept: */*\r\nAccept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
                "Accept: application/json",
                "Accept: nonsense",
                "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            })
    void whateverAClientAcceptsItGetsTheXml(String header) {
        for (String path : new String[] {"/", "/pxe", "/pxe/getBootImageNS?" + BOTH}) {
            String answer =
                    service.raw("GET " + path + " HTTP/1.1\r\nHost: am\r\nConnection: close\r\n" + header + "\r\n\r\n");
            assertThat(answer).contains("Content-Type: text/xml\r\n").doesNotContain("Content-Encoding");
            OmfReply.parse(body(answer));
        }
    }

    @Test
    void aClientOfHttp10IsServed() {
        assertThat(body(service.raw("GET / HTTP/1.0\r\n\r\n"))).contains("<serviceGroups>");
        assertThat(body(service.raw("GET /pxe/setBootImageNS?" + BOTH + " HTTP/1.0\r\n\r\n")))
                .contains("status=\"OK\"");
        assertThat(service.tree()).node("10.18.1.1").boots("orbit-2.0.0");
    }

    @ParameterizedTest
    @EnumSource(OmfCall.class)
    void everyCallDoesTheSameByFormAsByQuery(OmfCall call) {
        String byQuery = body(service.rawLine("GET /pxe/" + call.wireName() + "?" + parameters(call)));
        HttpResponse<String> byForm = service.postForm("/pxe/" + call.wireName(), parameters(call));
        assertThat(byForm.statusCode()).isEqualTo(200);
        assertThat(byForm.body()).isEqualTo(byQuery).contains("hrn=");
        if (call.action() == OmfAction.SET) {
            assertThat(service.tree()).node("10.18.1.2").boots("orbit-3.1");
        } else {
            assertThat(service.tree()).node("10.18.1.2").hasNoLink();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + "; charset=UTF-8",
                "content-type: Application/X-WWW-Form-URLEncoded",
                FORM + "\r\nExpect: 100-continue",
            })
    void aFormIsReadHoweverItsTypeIsWritten(String headers) {
        String answer = service.raw("POST /pxe/setBootImageNS HTTP/1.1\r\nHost: am\r\nConnection: close\r\n" + headers
                + "\r\nContent-Length: " + BOTH.length() + "\r\n\r\n" + BOTH);
        assertThat(answer)
                .contains("HTTP/1.1 200 ")
                .contains("hex=\"0A120101\"")
                .contains("hex=\"0A120102\"");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aFormInChunksIsRead() {
        String answer = service.raw("POST /pxe/setBootImageNS HTTP/1.1\r\nHost: am\r\nConnection: close\r\n" + FORM
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(BOTH.length()) + "\r\n" + BOTH
                + "\r\n0\r\n\r\n");
        assertThat(body(answer)).contains("hex=\"0A120102\"");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void headIsThereAndTakesNoBody(String path) {
        String query = path.length() > "/pxe/".length()
                ? "?" + parameters(OmfCall.named(path.substring(5)).orElseThrow())
                : "";
        TreeSnapshot before = service.tree().snapshot();
        String answer = service.rawLine("HEAD " + path + query);
        assertThat(body(answer)).isEmpty();
        assertThat(answer).contains("Content-Type: text/xml\r\n");
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void optionsAndRefusalsTellTheMethods(String path) {
        TreeSnapshot before = service.tree().snapshot();
        String methods = path.length() > "/pxe/".length() ? "GET HEAD OPTIONS POST" : "GET HEAD OPTIONS";
        HttpResponse<String> options = send("OPTIONS", path);
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(allowed(options))
                .containsExactlyInAnyOrderElementsOf(Splitter.on(' ').split(methods));
        for (String method : new String[] {"PUT", "DELETE", "PATCH"}) {
            HttpResponse<String> refusal = send(method, path + "?" + BOTH);
            assertThat(refusal.statusCode()).isEqualTo(405);
            assertThat(allowed(refusal))
                    .containsExactlyInAnyOrderElementsOf(Splitter.on(' ').split(methods));
            assertThat(OmfReply.of(refusal).codes()).containsExactly("method-not-allowed");
        }
        assertThat(service.tree()).isUnchangedSince(before);
    }

    private static Iterable<String> allowed(HttpResponse<String> answer) {
        return Splitter.on(',')
                .trimResults()
                .split(answer.headers().firstValue("Allow").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
    void nothingIsElsewhereByAnyMethod(String method) {
        for (String path : new String[] {"/foo", "/pxe/foo", "/pxe/setBootImageNS/foo"}) {
            assertThat(service.rawLine(method + " " + path + "?" + BOTH)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void theWholeGridFitsIntoOneGetByItsFullNames() {
        String names = IntStream.rangeClosed(1, 20)
                .boxed()
                .flatMap(x -> IntStream.rangeClosed(1, 20).mapToObj(y -> "node" + x + "-" + y + ".grid.orbit-lab.org"))
                .collect(joining(","));
        String set = body(service.rawLine("GET /pxe/setBootImageNS?domain=grid.orbit-lab.org&ns=" + names));
        assertThat(OmfReply.elements(OmfReply.parse(set), "node")).hasSize(400);
        assertThat(service.tree()).node("10.10.20.20").boots("orbit-2.0.0");
        String clear = body(service.rawLine("GET /pxe/clearBootImageNS?domain=grid.orbit-lab.org&ns=" + names));
        assertThat(OmfReply.elements(OmfReply.parse(clear), "node")).hasSize(400);
        assertThat(service.tree()).node("10.10.20.20").hasNoLink();
    }

    @Test
    void theWholeGridFitsIntoOneGetByCoordinates() {
        String pairs = IntStream.rangeClosed(1, 20)
                .boxed()
                .flatMap(x -> IntStream.rangeClosed(1, 20).mapToObj(y -> "[" + x + "," + y + "]"))
                .collect(joining(","));
        for (String ns : new String[] {"[" + pairs + "]", pairs, "[1..20,1..20]", "[[1..10,1..20],[11..20,1..20]]"}) {
            String set = body(service.rawLine("GET /pxe/setBootImageNS?domain=grid.orbit-lab.org&ns=" + ns));
            assertThat(OmfReply.elements(OmfReply.parse(set), "node")).hasSize(400);
        }
    }

    @Test
    void bareNamesHrnsAndFullNamesMixInOneRequest() {
        service.inventory()
                .domain(
                        "mixed.lab",
                        lab -> lab.image("omf-5.4")
                                .node("n1", "10.9.0.1")
                                .node("n2", "10.9.0.2")
                                .node("omf.lab.n3", "10.9.0.3"));
        String answer = body(service.rawLine(
                "GET /pxe/setBootImageNS?ns=n1,%20n2.mixed.lab%20,omf.lab.n3,N1&domain=mixed.lab&ns=n2,n1.mixed.lab"));
        assertThat(Splitter.on("hrn=").splitToList(answer)).hasSize(4);
        assertThat(service.tree()).node("10.9.0.3").boots("omf-5.4");
    }

    @Test
    void aRequestLineOfEightMebibytesIsRefusedReadablyToo() {
        String answer = service.rawLine("GET /pxe/setBootImageNS?ns=" + "node1-1,".repeat(1 << 20));
        assertThat(answer).startsWith("HTTP/1.1 414 ").contains("code=\"too-large\"");
    }
}
