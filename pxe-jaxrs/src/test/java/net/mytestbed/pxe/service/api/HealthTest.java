package net.mytestbed.pxe.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.ServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthTest {
    @RegisterExtension
    final ServiceExtension service = new ServiceExtension();

    @Test
    void itLivesAndIsReady() {
        for (String path : new String[] {"/health/live", "/health/ready"}) {
            HttpResponse<String> answer = service.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
        }
    }

    @Test
    void withoutTheBootDirectoryItLivesAndIsNotReady() throws IOException {
        isNotReadyWithout(service.tree().cfgDir());
    }

    @Test
    void withoutTheStateDirectoryItLivesAndIsNotReady() throws IOException {
        isNotReadyWithout(service.tree().stateDir());
    }

    private void isNotReadyWithout(Path directory) throws IOException {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        HttpResponse<String> ready = service.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .startsWith("{\"status\":\"down\",\"reasons\":[")
                .contains(directory.toString());
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void anInventoryThatIsDownDoesNotMakeItUnready() {
        service.inventory().fail(Problem.of(ProblemCode.INVENTORY_DOWN, "It is down."));
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    }
}
