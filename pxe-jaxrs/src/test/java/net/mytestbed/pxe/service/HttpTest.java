package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, paths, limits and ids: what holds for every call. */
class HttpTest {
    private static final String SET = "/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org";
    private static final String CLEAR = "/pxe/clearBootImage?node=node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private HttpResponse<String> send(String method, String path) {
        return service.send(method, path, BodyPublishers.noBody(), ImmutableMap.of());
    }

    @Test
    void headAnswersAsTheCallWouldAndChangesNothing() {
        TreeSnapshot before = service.tree().snapshot();
        HttpResponse<String> head = send("HEAD", SET);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(service.get(SET).headers().firstValue("Content-Length"));

        TreeSnapshot afterSet = service.tree().snapshot();
        assertThat(send("HEAD", CLEAR).statusCode()).isEqualTo(200);
        assertThat(service.tree()).isUnchangedSince(afterSet);
    }

    @Test
    void headFailsAsTheCallWould() {
        service.tree().config("0A120102", "the operator's own");
        assertThat(send("HEAD", SET).statusCode()).isEqualTo(409);
        assertThat(send("HEAD", CLEAR).statusCode()).isEqualTo(409);
        assertThat(send("HEAD", "/pxe/setBootImage?node=node9-9.sb8.orbit-lab.org")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("HEAD", "/pxe/setBootImage").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/, GET HEAD OPTIONS", "/pxe, GET HEAD OPTIONS", "/pxe/setBootImage, GET HEAD OPTIONS POST"})
    void optionsTellsTheMethodsAndChangesNothing(String path, String methods) {
        TreeSnapshot before = service.tree().snapshot();
        HttpResponse<String> answer = send("OPTIONS", path + "?node=node1-2.sb8.orbit-lab.org");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(allowed(answer)).containsExactlyInAnyOrder(methods.split(" "));
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /pxe/setBootImage, GET HEAD OPTIONS POST",
        "DELETE, /pxe/clearBootImage, GET HEAD OPTIONS POST",
        "TRACE, /pxe/setBootImage, GET HEAD OPTIONS POST",
        "get, /pxe/setBootImage, GET HEAD OPTIONS POST",
        "POST, /pxe, GET HEAD OPTIONS",
        "DELETE, /, GET HEAD OPTIONS",
    })
    void otherMethodsAreNotAllowed(String method, String path, String methods) {
        TreeSnapshot before = service.tree().snapshot();
        HttpResponse<String> answer = send(method, path + "?node=node1-2.sb8.orbit-lab.org");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(allowed(answer)).containsExactlyInAnyOrder(methods.split(" "));
        assertThat(service.tree()).isUnchangedSince(before);
    }

    private static String[] allowed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Allow").orElseThrow().split(", *");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/foo", "/pxe/foo", "/pxe/setbootimage", "/pxe/setBootImage/x", "/application.wadl", "/pxe2"})
    void nothingIsAtAnUnknownPath(String path) {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body()).startsWith("<response status=\"ERROR\">").contains("code=\"not-found\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /pxe/..%2fsetBootImage HTTP/1.1\\r\\nHost: x          | 400",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\\r\\nHost: x       | 400",
                "GET /pxe/set%00BootImage HTTP/1.1\\r\\nHost: x            | 400",
                "GET /pxe/set BootImage HTTP/1.1\\r\\nHost: x              | 400",
                "GET pxe HTTP/1.1\\r\\nHost: x                             | 400",
                "GET /pxe HTTP/1.1                                         | 400",
                "GET /pxe HTTP/9.9\\r\\nHost: x                            | 505",
                "no request at all                                         | 400",
                "POST /pxe/setBootImage HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 3\\r\\nTransfer-Encoding: chunked | 400",
                "POST /pxe/setBootImage HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 3\\r\\nContent-Length: 4 | 400",
            })
    void whatIsNotHttpIsRefusedReadably(String head, int status) {
        String answer = service.raw(head.replace("\\r\\n", "\r\n") + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: text/xml")
                .contains("<response status=\"ERROR\">")
                .contains("code=\"bad-request\"");
        assertNoInnards(answer);
    }

    @Test
    void aRequestLineOfOneMebibyteIsAccepted() {
        String call = "GET /pxe/setBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1..2]";
        String line = call + ",node1-1.sb8.orbit-lab.org".repeat(((1 << 20) - call.length()) / 26);
        assertThat(line).hasSizeBetween((1 << 20) - 100, 1 << 20);
        assertThat(service.rawLine(line)).startsWith("HTTP/1.1 200 ").contains("hrn=\"node1-2.sb8.orbit-lab.org\"");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void aLongerRequestLineIsRefusedReadably() {
        String answer = service.rawLine("GET /pxe/setBootImageNS?ns=" + "x".repeat(1_200_000));
        assertThat(answer)
                .startsWith("HTTP/1.1 414 ")
                .contains("code=\"too-large\"")
                .contains("POST");
        assertNoInnards(answer);
    }

    @Test
    void headersThatAreTooLongAreRefusedReadably() {
        String answer = service.raw("GET /pxe HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(1_200_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("code=\"too-large\"");
        assertNoInnards(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pxe/setBootImageNS", "/api/v1/plans"})
    void aBodyThatIsTooLongIsRefusedReadably(String path) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + type(path);
        String announced = service.raw(head + "Content-Length: 17000000\r\n\r\n");
        assertThat(announced).startsWith("HTTP/1.1 413 ").contains("too-large").contains("16777216");
        assertNoInnards(announced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pxe/setBootImageNS", "/api/v1/plans"})
    void aBodyThatTurnsOutTooLongIsRefusedReadably(String path) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + type(path);
        String chunked = service.raw(head + "Transfer-Encoding: chunked\r\n\r\n1000001\r\n" + "x".repeat(0x1000001));
        assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("too-large").contains("16777216");
        assertNoInnards(chunked);
    }

    private static String type(String path) {
        return "Content-Type: " + (path.startsWith("/pxe") ? "application/x-www-form-urlencoded" : "application/json")
                + "\r\n";
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        HttpResponse<String> answer =
                service.postJson("/pxe/setBootImage", "{\"node\": \"node1-2.sb8.orbit-lab.org\"}");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("code=\"unsupported-media-type\"");
    }

    @Test
    void aFormThatIsNotEncodedAsItMustBeIsABadRequest() {
        HttpResponse<String> answer = service.postForm("/pxe/setBootImage", "node=%zz&domain=%");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"node=%zz\"").contains("\"domain=%\"");
    }

    @Test
    void thousandsOfParametersAreNoHarm() {
        String form = "domain=sb8.orbit-lab.org" + "&ns=node1-1".repeat(20_000);
        assertThat(service.postForm("/pxe/setBootImageNS", form).statusCode()).isEqualTo(200);
        assertThat(service.postForm("/pxe/setBootImageNS", form.repeat(10)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCallersIdOfTheRequestIsKept() {
        HttpResponse<String> answer =
                service.send("GET", SET, BodyPublishers.noBody(), ImmutableMap.of("X-Request-Id", "ec-4711"));
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("ec-4711");
        assertThat(service.get("/api/v1/nodes/node1-2.sb8.orbit-lab.org").body())
                .contains("\"by\":\"127.0.0.1\",\"request\":\"ec-4711\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<x>", "=", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void anIdThatIsNotSaneIsReplaced(String id) {
        HttpResponse<String> answer =
                service.send("GET", "/pxe", BodyPublishers.noBody(), ImmutableMap.of("X-Request-Id", id));
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(made -> assertThat(made).matches("[0-9a-f-]{36}"));
    }

    @Test
    void nothingTellsWhatTheServiceIsMadeOf() {
        for (String path : new String[] {"/", "/foo", SET, "/api/v1/nodes", "/health/live"}) {
            HttpResponse<String> answer = service.get(path);
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
            assertNoInnards(answer.body());
        }
    }

    private static void assertNoInnards(String answer) {
        assertThat(answer)
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("java", "jersey", "net.mytestbed", "Exception");
    }
}
