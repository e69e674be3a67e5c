package net.mytestbed.pxe.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import net.mytestbed.pxe.service.JsonAnswer;
import net.mytestbed.pxe.service.ServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {
    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private static JsonNode image(String name) {
        return JsonAnswer.of(service.get("/api/v1/images/" + name));
    }

    @Test
    void allAreNamedInOrder() {
        assertThat(JsonAnswer.of(service.get("/api/v1/images")).path("images"))
                .extracting(image -> image.path("name").asText())
                .containsExactly("default", "omf-5.4", "orbit-2.0.0", "orbit-3.1");
    }

    @Test
    void oneTellsWhatANodeBootsWithIt() {
        service.tree()
                .config("ram", """
                default fast
                label slow
                  localboot 4
                label fast
                  kernel k
                  append initrd=a,b console=ttyS0
                """)
                .file("k", "kernel")
                .file("a", "initrd")
                .file("b", "initrd");

        assertThat(service.get("/api/v1/images/ram").body()).startsWith("""
                        {"name":"ram","defaultCommand":"fast","labels":[\
                        {"name":"slow","line":2,"boots":{"does":"disk","label":"slow","diskType":4}},\
                        {"name":"fast","line":4,"boots":{"does":"kernel","label":"fast","kernel":"k","initrds":["a","b"],\
                        "commandLine":"initrd=a,b console=ttyS0","sysAppend":0}}],\
                        "boots":{"does":"kernel","label":"fast","kernel":"k",""");
    }

    @Test
    void whatTheCheckFindsIsTold() {
        service.tree().config("wrong", "default LOCAL\nlabel local\nlocalboot 0\n");

        JsonNode finding = image("wrong").path("findings").path(0);
        assertThat(finding.path("severity").asText()).isEqualTo("error");
        assertThat(finding.path("code").asText()).isEqualTo("unknown-default");
        assertThat(finding.path("line").asInt()).isEqualTo(1);
        assertThat(finding.path("detail").asText()).contains("LOCAL");
    }

    @Test
    void aFileThatWouldNotBeServedSaysWhy() {
        service.tree().config("empty", "");

        assertThat(image("empty").path("unusable").asText()).contains("is empty");
        assertThat(image("empty").has("boots")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"missing, 404, unknown-image", "0A120102, 400, bad-request", "a%20b, 400, bad-request"})
    void whatIsNoConfigurationIsAProblem(String name, int status, String code) {
        assertThat(service.get("/api/v1/images/" + name).statusCode()).isEqualTo(status);
        assertThat(image(name).path("errors").path(0).path("code").asText()).isEqualTo(code);
    }
}
