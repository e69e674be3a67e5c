package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PxeServiceTest {
    @RegisterExtension
    final ServiceExtension running = new ServiceExtension();

    private PxeAssembly assembly() {
        return PxeAssembly.of(running.pxe(), SampleTestbeds.all(), running.clock());
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    @Test
    void aMissingDefaultIsMadeAtTheStart() {
        assertThat(running.tree()).node("10.18.1.2").bootsItsDisk();
        assertThat(running.tree().snapshot().entries()).containsKey("pxelinux.cfg/default");
    }

    @Test
    void itTellsWhereItListens() {
        assertThat(running.uri().toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/");
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndIsNamed() {
        int port = running.uri().getPort();
        assertThatIOException()
                .isThrownBy(() -> PxeService.start(assembly(), new PxeConfig.Http("127.0.0.1", port)))
                .withMessageContaining("127.0.0.1 port " + port)
                .withMessageContaining("in use");
    }

    @Test
    void aBootDirectoryThatIsNotThereStopsTheStart() throws IOException {
        MoreFiles.deleteRecursively(running.tree().cfgDir(), RecursiveDeleteOption.ALLOW_INSECURE);
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> PxeService.start(assembly(), new PxeConfig.Http("127.0.0.1", 0)))
                .withMessageContaining(running.tree().cfgDir().toString());
    }

    @Test
    void nothingRunsAnyMoreWhenItIsClosed() {
        running.stop();
        assertThat(threads("http-")).isEmpty();
        assertThat(threads("lease-expiry")).isEmpty();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> running.get("/"))
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void closingItTwiceIsNoHarm() throws IOException {
        PxeService service = PxeService.start(assembly(), new PxeConfig.Http("127.0.0.1", 0));
        service.close();
        assertThatNoException().isThrownBy(service::close);
    }

    @Test
    void nothingRunsAnyMoreWhenTheStartFailed() throws IOException {
        int port = running.uri().getPort();
        assertThatIOException().isThrownBy(() -> PxeService.start(assembly(), new PxeConfig.Http("127.0.0.1", port)));
        assertThat(threads("lease-expiry")).as("that of the other service").hasSize(1);
    }

    @Test
    void whatIsSetOutlivesTheService() throws IOException {
        running.get("/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org");
        running.stop();
        running.start();
        assertThat(running.tree()).node("10.18.1.2").boots("orbit-2.0.0");
        assertThat(running.get("/pxe/getBootImage?node=node1-2.sb8.orbit-lab.org")
                        .body())
                .contains("expires=\"2016-01-24T23:47:18Z\"");
    }
}
