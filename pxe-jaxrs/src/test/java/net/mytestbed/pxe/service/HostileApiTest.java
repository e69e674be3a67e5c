package net.mytestbed.pxe.service;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import net.mytestbed.pxe.service.access.AccessRules;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile value in every parameter that a resource of the JSON API takes, and in every field of a plan. */
class HostileApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLANS = "/api/v1/plans";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    @RegisterExtension
    static final SoundLog log = new SoundLog();

    private TreeSnapshot before;

    @BeforeEach
    void setNode1() {
        assertThat(service.pxe("setBootImage?node=node1-1.sb8.orbit-lab.org").statusCode())
                .isEqualTo(200);
        before = service.tree().snapshot();
    }

    @AfterEach
    void nothingIsChangedAndTheServiceIsWell() {
        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(service.get("/api/v1/nodes/node1-1.sb8.orbit-lab.org").statusCode())
                .isEqualTo(200);
    }

    /** The methods of all resources that the service registers, with each of their parameters in a path or a query. */
    static ImmutableList<Arguments> parameters() {
        PxeAssembly assembly = PxeAssembly.of(service.pxe(), SampleTestbeds.all(), service.clock());
        return Endpoints.over(assembly, AccessRules.OPEN).getClasses().stream()
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .flatMap(resource -> Arrays.stream(resource.getMethods()))
                .filter(method -> OpenApiDocument.verb(method).isPresent())
                .flatMap(method -> Arrays.stream(method.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(PathParam.class)
                                || parameter.isAnnotationPresent(QueryParam.class))
                        .map(parameter -> Arguments.of(method, parameter)))
                .collect(toImmutableList());
    }

    /** With a node and a domain that are sound, where it is not they that are hostile: nothing else is wrong. */
    private static String uri(Method method, Parameter hostile, String value) {
        PathParam path = hostile.getAnnotation(PathParam.class);
        String query = Arrays.stream(method.getParameters())
                .flatMap(parameter -> Optional.ofNullable(parameter.getAnnotation(QueryParam.class)).stream()
                        .map(QueryParam::value)
                        .filter(name -> parameter.equals(hostile) || name.equals("domain"))
                        .map(name -> name + "=" + (parameter.equals(hostile) ? value : "sb8.orbit-lab.org")))
                .collect(joining("&", "?", ""));
        return OpenApiDocument.path(method.getDeclaringClass(), method)
                        .replaceAll("\\{[^}]*}", path == null ? "node1-1" : value)
                + query;
    }

    /** With a body that would change something, where one is taken. */
    private static HttpResponse<String> send(Method method, Parameter hostile, String value) {
        String verb = OpenApiDocument.verb(method).orElseThrow();
        String path = uri(method, hostile, value);
        boolean isPlan = path.startsWith(PLANS);
        return service.send(
                verb,
                path,
                isPlan ? BodyPublishers.ofString(plan("dryRun", "false")) : BodyPublishers.noBody(),
                ImmutableMap.of("Content-Type", "application/json"));
    }

    @Test
    void thereAreParameters() {
        assertThat(parameters())
                .extracting(parameter ->
                        OpenApiDocument.verb((Method) parameter.get()[0]).orElseThrow())
                .contains("GET", "PUT", "DELETE", "POST");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aHostileValueIsRefused(Method method, Parameter parameter) {
        Optional<QueryParam> query = Optional.ofNullable(parameter.getAnnotation(QueryParam.class));
        HostileValues.encoded().forEach((what, value) -> {
            // In a path they say another place.
            boolean aDot = query.isEmpty() && (value.equals(".") || value.equals(".."));
            if (!aDot && !isSound(query.map(QueryParam::value).orElse(""), what)) {
                assertRefused(what, send(method, parameter, value));
            }
        });
    }

    /** White space around the names of a node set is passed over. */
    private static boolean isSound(String name, String what) {
        return name.equals("ns") && what.equals("a line feed at the end");
    }

    /** The names of a plan's fields, as the service itself tells them. */
    private static ImmutableList<String> fields() {
        String told = JsonAnswer.of(service.postJson(PLANS, "{\"action\": \"clear\", \"nope\": 1}"))
                .path("errors")
                .findValuesAsText("detail")
                .stream()
                .filter(sentence -> sentence.contains("nope"))
                .findFirst()
                .orElseThrow();
        return ImmutableList.copyOf(Splitter.on(", ")
                .split(told.substring(told.indexOf("expected ") + "expected ".length(), told.length() - 1)));
    }

    @Test
    void aHostileValueInAFieldOfAPlanIsRefused() throws JsonProcessingException {
        assertThat(fields()).contains("action", "nodes", "ns", "image");
        for (String field : fields()) {
            for (var hostile : HostileValues.raw().entrySet()) {
                String what = field + ": " + hostile.getKey();
                String text = JSON.writeValueAsString(hostile.getValue());
                if (!isSound(field, hostile.getKey())) {
                    assertRefused(what, service.postJson(PLANS, plan(field, text)));
                }
                assertRefused(what + ", in a list", service.postJson(PLANS, plan(field, "[" + text + "]")));
                assertRefused(what + ", as a name", service.postJson(PLANS, plan(text)));
            }
        }
    }

    private static String plan(String field, String value) {
        String nodes = field.equals("nodes") || field.equals("ns") ? "" : ", \"ns\": \"node1-1\"";
        String action = field.equals("action") ? "" : ", \"action\": \"set\"";
        String domain = field.equals("domain") ? "" : ", \"domain\": \"sb8.orbit-lab.org\"";
        return "{\"" + field + "\": " + value + nodes + action + domain + "}";
    }

    private static String plan(String quotedField) {
        return "{\"action\": \"set\", \"ns\": \"node1-1\", \"domain\": \"sb8.orbit-lab.org\", " + quotedField + ": 1}";
    }

    @Test
    void bodiesThatAreHardToReadAreRefused() {
        for (String body : ImmutableList.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"action\": " + "9".repeat(100_000) + "}",
                "{\"action\": 1e999999999}",
                "{\"action\": \"set\", \"action\": \"clear\"}",
                "{\"action\": \"set\"} {\"action\": \"clear\"}",
                "\"" + "x".repeat(10_000_000) + "\"",
                "{\"" + "x".repeat(100_000) + "\": 1}",
                "{\"ns\": \"" + "[".repeat(1_000_000) + "\", \"action\": \"set\"}",
                "{" + "\"x\": 1,".repeat(100_000) + "}",
                "\ufeff{}",
                "null",
                "NaN",
                "")) {
            assertRefused(body.substring(0, Math.min(30, body.length())), service.postJson(PLANS, body));
        }
    }

    private static void assertRefused(String what, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(what).isBetween(400, 499);
        assertThat(answer.body()).as(what).matches("[ -~]+");
        assertThat(answer.body().getBytes(UTF_8).length).as(what).isLessThan(2_000_000);
        assertThat(answer.headers().map()).as(what).doesNotContainKeys("X-Injected", "x-injected");
        if (answer.headers().firstValue("Content-Type").orElseThrow().contains("json")) {
            JsonNode problem = JsonAnswer.of(answer);
            assertThat(problem.path("status").intValue()).as(what).isEqualTo(answer.statusCode());
            assertThat(Iterables.size(problem.path("errors"))).as(what).isPositive();
        } else {
            // What Jetty cannot read has no path, and is answered as to an OMF client.
            assertThat(answer.statusCode()).as(what).isEqualTo(400);
        }
    }
}
