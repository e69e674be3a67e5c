package net.mytestbed.pxe.service;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see when a part of the service fails in a way that a test cannot bring about with the real one. */
class FailingPartsTest {
    private static final String SET = "/pxe/setBootImage?node=node1-2.sb8.orbit-lab.org";

    private static PxeManager manager(ServiceExtension service, Inventory inventory, BootDirectory directory) {
        return new PxeManager(
                inventory,
                directory,
                new LinkLeaseStore(service.tree().stateDir()),
                InstantSource.system(),
                new BootPolicy(Optional.empty(), Lifetime.UNTIL_CLEARED, PreflightMode.ENFORCE));
    }

    @Nested
    class WhenAPartThrowsWhatNobodyForesaw {
        @RegisterExtension
        final ServiceExtension service = new ServiceExtension((running, assembly) ->
                new PxeAssembly(manager(running, new BrokenInventory(), assembly.directory()), assembly.directory()));

        @Test
        void theOmfClientGetsAnIdAndNothingElse() {
            HttpResponse<String> answer = service.get(SET);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .matches("<response status=\"ERROR\"><action service=\"pxe\" name=\"setBootImage\"></action>"
                            + "<error code=\"internal-error\">The service failed; its log tells more under the id"
                            + " [0-9a-f-]{36}\\.</error></response>");
        }

        @Test
        void theJsonClientGetsAnIdAndNothingElse() {
            HttpResponse<String> answer = service.get("/api/v1/nodes?domain=norbit");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("internal-error").doesNotContain("secret", "java", "Exception");
        }
    }

    private static final class BrokenInventory implements Inventory {
        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            throw new IllegalStateException("secret");
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            throw new IllegalStateException("secret");
        }
    }

    @Nested
    class WhenTheDirectoryFails {
        private Optional<ProblemCode> failure = Optional.empty();

        @RegisterExtension
        final ServiceExtension service = new ServiceExtension((running, assembly) -> new PxeAssembly(
                manager(running, SampleTestbeds.all(), failing(assembly.directory())), assembly.directory()));

        private BootDirectory failing(BootDirectory real) {
            return (BootDirectory) Proxy.newProxyInstance(
                    BootDirectory.class.getClassLoader(),
                    new Class<?>[] {BootDirectory.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("apply") && failure.isPresent()) {
                            throw new PxeException(Problem.of(failure.get(), "The directory is not well."));
                        }
                        try {
                            return method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @ParameterizedTest
        @CsvSource({"DIRECTORY_FULL, 507", "DIRECTORY_READ_ONLY, 500", "DIRECTORY_FAILED, 500"})
        void itIsAFailureAndNothingIsChanged(ProblemCode code, int status) {
            service.get("/pxe/setBootImage?img=orbit-3.1&node=node1-1.sb8.orbit-lab.org");
            TreeSnapshot before = service.tree().snapshot();
            failure = Optional.of(code);
            HttpResponse<String> answer = service.get("/pxe/setBootImageAll?domain=sb8.orbit-lab.org");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains("code=\"" + code.wireName() + "\"");
            assertThat(service.tree()).isUnchangedSince(before);
        }
    }
}
