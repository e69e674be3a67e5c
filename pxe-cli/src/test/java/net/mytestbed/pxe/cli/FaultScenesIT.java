package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One service, as a process of its own, goes through all of this: its disk is full, has no inodes left, cannot be written, its
 * directory is gone, it may open no more files. Each time a request is refused with the right code and nothing is changed, a reader
 * finds no gap, and once it is mended the service goes on by itself. Needs the right to mount (root on Linux).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultScenesIT {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String BEFORE = "orbit-2.0.0";
    private static final String AFTER = "orbit-3.1";

    private final TortureNodes nodes = new TortureNodes(5);
    private final ImmutableList<TortureNodes.Place> linked = places(1, 2);
    private final ImmutableList<TortureNodes.Place> both = places(1, 2, 4);
    /** Its lease ends while the fault lasts. */
    private final TortureNodes.Place lent = nodes.ofClient(5).get(0);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private SmallDisk disk;
    private TftpTree tree;
    private PxeProcess serve;
    private URI service;
    private LinkReader reader;
    private int toldBefore;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        boolean possible = SmallDisk.isPossible();
        if (!possible) {
            System.out.println("Fault scenes: skipped, for this user may not mount a file system here.");
        }
        assumeTrue(possible, "needs the right to mount");
        Path place = Files.createDirectory(directory.resolve("tftpboot"));
        disk = SmallDisk.mount(place);
        tree = TftpTree.create(disk.seenFromHere());
        TortureNodes.IMAGES.forEach(tree::image);
        String config =
                nodes.configuration(directory, place.resolve("pxelinux.cfg")).toString();
        serve = PxeProcess.startBy(disk.launcher(), directory, "serve", "--config", config);
        service = serve.listening();
    }

    @AfterAll
    void stop() {
        if (serve != null) {
            serve.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @BeforeEach
    void layOut() throws Exception {
        assertDone(clear(nodes.places()));
        assertDone(set(linked, BEFORE));
        toldBefore = serve.err().length();
        reader = new LinkReader(
                linked.stream().map(node -> tree.cfgDir().resolve(node.hex())).collect(toImmutableList()), violations);
    }

    @AfterEach
    void mendWhatATestLeft() {
        if (reader != null) {
            reader.close();
        }
        if (disk != null) {
            disk.freeAll();
        }
    }

    private ImmutableList<TortureNodes.Place> places(int... clients) {
        return IntStream.of(clients)
                .boxed()
                .flatMap(client -> nodes.ofClient(client).stream())
                .collect(toImmutableList());
    }

    private HttpResponse<String> set(ImmutableList<TortureNodes.Place> wanted, String image) throws Exception {
        return get("setBootImageNS?imgName=" + image + "&", wanted);
    }

    private HttpResponse<String> clear(ImmutableList<TortureNodes.Place> wanted) throws Exception {
        return get("clearBootImageNS?", wanted);
    }

    private HttpResponse<String> get(String call, ImmutableList<TortureNodes.Place> wanted) throws Exception {
        String ns = wanted.stream().map(TortureNodes.Place::name).collect(Collectors.joining(","));
        URI uri = service.resolve("pxe/" + call + "domain=" + TortureNodes.DOMAIN + "&ns=" + ns);
        return http.send(HttpRequest.newBuilder(uri).timeout(LONGEST).build(), BodyHandlers.ofString());
    }

    private void lendForASecond() throws Exception {
        HttpRequest plan = HttpRequest.newBuilder(service.resolve("api/v1/plans"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"action": "set", "domain": "%s", "nodes": ["%s"], "image": "%s", "lifetime": "PT1S"}
                        """.formatted(TortureNodes.DOMAIN, lent.name(), BEFORE)))
                .build();
        assertDone(http.send(plan, BodyHandlers.ofString()));
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("<error code=\"" + code + "\"");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /** But for what fills the disk, and for the node whose lease ends at some instant. */
    private ImmutableList<String> changesSince(TreeSnapshot before) {
        return before.changesUntil(tree.snapshot()).stream()
                .filter(change -> !change.startsWith("filler-") && !change.contains(lent.hex()))
                .collect(toImmutableList());
    }

    private void assertSetIsRefusedAndNothingChanges(int status, String code) throws Exception {
        TreeSnapshot before = tree.snapshot();
        assertRefused(set(both, AFTER), status, code);
        assertThat(changesSince(before)).isEmpty();
    }

    private void assertClearIsRefusedAndNothingChanges(int status, String code) throws Exception {
        TreeSnapshot before = tree.snapshot();
        assertRefused(clear(linked), status, code);
        assertThat(changesSince(before)).isEmpty();
    }

    private void awaitExpiryFails(String why) {
        await().atMost(LONGEST).until(() -> told().contains("expiry-fails " + why));
    }

    private String told() {
        return serve.err().substring(toldBefore);
    }

    private void awaitTheLeaseHasEnded() {
        HexIp address = HexIp.ofHex(lent.hex());
        await().atMost(LONGEST)
                .until(() -> !Files.exists(tree.cfgDir().resolve(lent.hex()), LinkOption.NOFOLLOW_LINKS)
                        && !leases().containsKey(address));
    }

    private ImmutableMap<HexIp, Lease> leases() {
        return new LinkLeaseStore(tree.stateDir()).all();
    }

    private void assertGoesOn() throws Exception {
        awaitTheLeaseHasEnded();
        assertDone(set(both, AFTER));
        assertAllBoot(AFTER);
        reader.close();
        assertThat(violations).isEmpty();
        assertDone(clear(both));
        assertThat(names(tree.cfgDir())).noneMatch(name -> name.startsWith("0A12"));
        assertThat(names(tree.stateDir())).containsExactlyInAnyOrder(".lock", ".finished");
    }

    private void assertAllBoot(String image) throws IOException {
        for (TortureNodes.Place node : both) {
            assertThat(Files.readSymbolicLink(tree.cfgDir().resolve(node.hex())))
                    .hasToString(image);
            assertThat(leases().get(HexIp.ofHex(node.hex())))
                    .extracting(Lease::image)
                    .hasToString(image);
        }
    }

    private static ImmutableList<String> names(Path directory) throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            return Stream.of(Iterables.toArray(paths, Path.class))
                    .map(path -> path.getFileName().toString())
                    .collect(toImmutableList());
        }
    }

    @Test
    void aFullDisk() throws Exception {
        reader.start();
        lendForASecond();
        disk.useUpBlocks();
        assertSetIsRefusedAndNothingChanges(507, "directory-full");
        awaitTheLeaseHasEnded();
        disk.freeAll();
        assertGoesOn();
    }

    @Test
    void noInodesLeft() throws Exception {
        reader.start();
        lendForASecond();
        disk.useUpInodes();
        assertSetIsRefusedAndNothingChanges(507, "directory-full");
        awaitTheLeaseHasEnded();
        disk.freeAll();
        assertGoesOn();
    }

    /** The request fails at each of its steps in turn. */
    @Test
    void aFewInodesLeft() throws Exception {
        reader.start();
        disk.useUpInodes();
        int refused = 0;
        TreeSnapshot before = tree.snapshot();
        HttpResponse<String> answer = set(both, AFTER);
        while (answer.statusCode() != 200) {
            assertRefused(answer, 507, "directory-full");
            assertThat(changesSince(before)).as("with %s inodes left", refused).isEmpty();
            refused++;
            disk.freeOne();
            answer = set(both, AFTER);
        }
        assertThat(refused).isGreaterThan(both.size());
        assertAllBoot(AFTER);
        disk.freeAll();
        assertGoesOn();
    }

    @Test
    void aDiskThatCannotBeWritten() throws Exception {
        reader.start();
        lendForASecond();
        disk.makeReadOnly();
        try {
            assertSetIsRefusedAndNothingChanges(500, "directory-read-only");
            assertClearIsRefusedAndNothingChanges(500, "directory-read-only");
            awaitExpiryFails("code=directory-read-only");
        } finally {
            disk.makeWritable();
        }
        assertGoesOn();
    }

    @Test
    void aBootDirectoryThatIsGone() throws Exception {
        lendForASecond();
        Path away = tree.root().resolve("pxelinux.away");
        Files.move(tree.cfgDir(), away);
        try {
            assertSetIsRefusedAndNothingChanges(500, "directory-gone");
            assertClearIsRefusedAndNothingChanges(500, "directory-gone");
            awaitExpiryFails("code=directory-gone");
        } finally {
            Files.move(away, tree.cfgDir());
        }
        reader.start();
        assertGoesOn();
    }

    @Test
    void aServiceThatMayOpenNoMoreFiles() throws Exception {
        reader.start();
        lendForASecond();
        String limit = limitOfFiles();
        limitFiles(Integer.toString(lowestFreeDescriptor()));
        try {
            assertSetIsRefusedAndNothingChanges(500, "directory-failed");
            assertClearIsRefusedAndNothingChanges(500, "directory-failed");
            awaitExpiryFails("reason=The time since boot");
        } finally {
            limitFiles(limit);
        }
        assertGoesOn();
    }

    private String limitOfFiles() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + serve.pid() + "/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> Splitter.onPattern(" +").splitToList(line).get(3))
                .findFirst()
                .orElseThrow();
    }

    /** The smallest of several looks: the service may have a file open for a moment. */
    private int lowestFreeDescriptor() {
        Path open = Path.of("/proc/" + serve.pid() + "/fd");
        return IntStream.range(0, 50)
                .map(look -> IntStream.iterate(0, number -> number + 1)
                        .filter(number -> !Files.isSymbolicLink(open.resolve(Integer.toString(number))))
                        .findFirst()
                        .orElseThrow())
                .min()
                .orElseThrow();
    }

    private void limitFiles(String soft) {
        assertThat(SmallDisk.run(
                        ImmutableList.of("prlimit", "--pid", Long.toString(serve.pid()), "--nofile=" + soft + ":")))
                .isZero();
    }
}
