package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs the service on a free port over a real directory with three boot configurations and an inventory of the sample testbeds, and
 * speaks HTTP to it. In a static field it runs for the whole class, else for each test; the directory is made anew for each test
 * either way. Its clock stands still until a test sets it.
 */
public final class ServiceExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** What the clock shows at first. */
    public static final Instant START = Instant.parse("2016-01-24T23:37:18Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final FakeInventory inventory = SampleTestbeds.all();
    private final BiFunction<ServiceExtension, PxeAssembly, PxeAssembly> change;

    private boolean runsForTheClass;
    private Lifetime lifetime = Lifetime.of(Duration.ofMinutes(10));
    private Optional<BootConfigName> defaultImage = Optional.empty();
    private @Nullable TftpTree tree;
    private @Nullable PxeService service;

    /** The service as it is. */
    public ServiceExtension() {
        this((service, assembly) -> assembly);
    }

    /** A service of which a part is another one. */
    ServiceExtension(BiFunction<ServiceExtension, PxeAssembly, PxeAssembly> change) {
        this.change = change;
    }

    ServiceExtension withLifetime(Lifetime all) {
        lifetime = all;
        return this;
    }

    ServiceExtension withDefaultImage(String image) {
        defaultImage = Optional.of(BootConfigName.of(image));
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        runsForTheClass = true;
        layOut(Files.createTempDirectory("pxe-service-"));
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        now.set(START);
        inventory.recover();
        if (runsForTheClass) {
            empty(tree().cfgDir());
            empty(tree().stateDir());
            layOut(tree().root());
            PxeAssembly.of(pxe(), inventory, clock()).manager().prepare();
        } else {
            layOut(Files.createTempDirectory("pxe-service-"));
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (!runsForTheClass) {
            end();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        end();
    }

    private void layOut(Path directory) {
        tree = TftpTree.create(directory)
                .image("orbit-2.0.0")
                .image("orbit-3.1")
                .image("omf-5.4");
    }

    /** All but the hidden names: the lock is in use. */
    private static void empty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[!.]*")) {
            for (Path entry : entries) {
                MoreFiles.deleteRecursively(entry, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    private void end() throws IOException {
        stop();
        MoreFiles.deleteRecursively(tree().root(), RecursiveDeleteOption.ALLOW_INSECURE);
    }

    /** Starts the service over what the last one left. */
    void start() throws IOException {
        service = PxeService.start(
                change.apply(this, PxeAssembly.of(pxe(), inventory, clock())), new PxeConfig.Http("127.0.0.1", 0));
    }

    void stop() {
        requireNonNull(service, "service").close();
    }

    PxeConfig.Pxe pxe() {
        return new PxeConfig.Pxe(
                tree().cfgDir(),
                tree().stateDir(),
                defaultImage,
                lifetime,
                PreflightMode.ENFORCE,
                new PxeConfig.Testbeds(Optional.empty(), ImmutableMap.of()));
    }

    public TftpTree tree() {
        return requireNonNull(tree, "tree");
    }

    public FakeInventory inventory() {
        return inventory;
    }

    InstantSource clock() {
        return now::get;
    }

    /** Sets the clock this much after {@link #START}. */
    void setClockTo(Duration sinceStart) {
        now.set(START.plus(sinceStart));
    }

    public URI uri() {
        return requireNonNull(service, "service").uri();
    }

    private ServiceClient client() {
        return new ServiceClient(uri());
    }

    public HttpResponse<String> get(String pathAndQuery) {
        return client().get(pathAndQuery);
    }

    /** The call of the OMF wire with these parameters. */
    public HttpResponse<String> pxe(String callAndQuery) {
        return get("/pxe/" + callAndQuery);
    }

    public HttpResponse<String> postForm(String path, String form) {
        return client().postForm(path, form);
    }

    public HttpResponse<String> postJson(String path, String json) {
        return client().postJson(path, json);
    }

    public HttpResponse<String> send(
            String method, String pathAndQuery, BodyPublisher body, ImmutableMap<String, String> headers) {
        return client().send(method, pathAndQuery, body, headers);
    }

    /** Sends this text as it is and gives back everything that comes until the connection is closed. */
    public String raw(String text) {
        return client().raw(text);
    }

    /** Sends one request line with what HTTP/1.1 asks for beside it. */
    public String rawLine(String requestLine) {
        return client().rawLine(requestLine);
    }
}
