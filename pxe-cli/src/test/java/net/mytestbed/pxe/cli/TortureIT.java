package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service as a process of its own, under load, killed with {@code kill -9} at random instants and started again. After each kill
 * every link is as before or as asked; after each start every link has its lease, no lease is without its link, and no temporary
 * name is left. Readers never find a gap.
 *
 * <p>{@code -Ptorture} kills it hundreds of times; {@code -Dtorture.kills} and {@code -Dtorture.seed} say how often and how.
 */
class TortureIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int CLIENTS = 4;
    private static final int LONGEST_ROUND_MILLIS = 600;
    private static final int LONGEST_START_MILLIS = 1_500;

    private final int kills = Integer.getInteger("torture.kills", 4);
    private final long seed = Long.getLong("torture.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final TortureNodes nodes = new TortureNodes(CLIENTS);
    private long linksChecked;
    private long leasesChecked;
    private long killedInTheStart;

    @TempDir
    private Path directory;

    @Test
    void theServiceKeepsItsPromisesThoughItIsKilledAtAnyInstant() throws Exception {
        System.out.println("Torture: " + kills + " kills, seed " + seed);
        TftpTree tree = TftpTree.create(directory.resolve("tftpboot"));
        TortureNodes.IMAGES.forEach(tree::image);
        tree.link("10.18.99.1", "orbit-2.0.0").config("0A126302", "the operator's own");
        String config = nodes.configuration(directory, tree.cfgDir()).toString();
        try (PxeProcess first = PxeProcess.start(directory, "serve", "--config", config)) {
            setAll(first.listening());
        }
        try (EmbeddedTftpServer tftp = EmbeddedTftpServer.start(tree.root());
                TortureReaders readers = new TortureReaders(tree, nodes, tftp.address(), violations)) {
            readers.start();
            for (int round = 0; round < kills; round++) {
                round(tree, config);
            }
            try (PxeProcess last = PxeProcess.start(directory, "serve", "--config", config)) {
                last.listening();
                checkLinks(tree, "after the last start");
                checkLeases(tree);
            }
            readers.stop();
            System.out.printf(
                    "Torture: %d kills (%d of them during the start), seed %d, %d requests answered, %d cut off, %d links and %d leases checked, %d links read, %d files read over TFTP, %d violations%n",
                    kills,
                    killedInTheStart,
                    seed,
                    answered.get(),
                    unanswered.get(),
                    linksChecked,
                    leasesChecked,
                    readers.linkReads(),
                    readers.tftpReads(),
                    violations.size());
        }
        assertThat(violations).as("seed " + seed).isEmpty();
    }

    private void setAll(URI service) throws Exception {
        for (int client = 1; client <= CLIENTS; client++) {
            ask(HttpClient.newHttpClient(), service, nodes.ofClient(client), Optional.of("orbit-2.0.0"));
        }
    }

    private void round(TftpTree tree, String config) throws Exception {
        try (PxeProcess serve = PxeProcess.start(directory, "serve", "--config", config)) {
            if (random.nextInt(5) == 0) {
                killedInTheStart++;
                serve.letRun(Duration.ofMillis(random.nextInt(LONGEST_START_MILLIS)));
            } else {
                URI service = serve.listening();
                checkLinks(tree, "after a start");
                checkLeases(tree);
                long before = answered.get();
                List<Thread> clients = startClients(service);
                // The first answers of a process take long, and there is little to tear apart before them.
                await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(() -> answered.get() > before);
                serve.letRun(Duration.ofMillis(random.nextInt(LONGEST_ROUND_MILLIS)));
                serve.kill().status();
                for (Thread client : clients) {
                    client.join();
                }
            }
            serve.kill().status();
        }
        checkLinks(tree, "after a kill");
    }

    private List<Thread> startClients(URI service) {
        List<Thread> clients = new ArrayList<>();
        for (int client = 1; client <= CLIENTS; client++) {
            Random own = new Random(random.nextLong());
            int number = client;
            Thread thread = new Thread(() -> askUntilCutOff(number, service, own), "torture-client-" + client);
            thread.start();
            clients.add(thread);
        }
        return clients;
    }

    private void askUntilCutOff(int client, URI service, Random own) {
        HttpClient http = HttpClient.newHttpClient();
        try {
            while (true) {
                boolean clear = own.nextInt(3) == 0;
                Optional<String> image = clear
                        ? Optional.empty()
                        : Optional.of(TortureNodes.IMAGES.get(own.nextInt(TortureNodes.IMAGES.size())));
                ask(http, service, nodes.some(client, clear, own), image);
            }
        } catch (IOException cutOff) {
            unanswered.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpClient http, URI service, ImmutableList<TortureNodes.Place> wanted, Optional<String> image)
            throws IOException, InterruptedException {
        String ns = wanted.stream().map(TortureNodes.Place::name).collect(Collectors.joining(","));
        String call = image.map(name -> "setBootImageNS?imgName=" + name + "&").orElse("clearBootImageNS?") + "domain="
                + TortureNodes.DOMAIN + "&ns=" + ns;
        nodes.asked(wanted, image);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(service.resolve("pxe/" + call))
                        .timeout(LONGEST)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            violations.add("The answer to " + call + " is " + answer.statusCode() + ": " + answer.body());
            return;
        }
        nodes.settled(wanted, image);
        answered.incrementAndGet();
        for (TortureNodes.Place node : wanted) {
            if (!answer.body().contains(" ip=\"" + node.address() + "\" img=\"" + image.orElse("default") + "\"")) {
                violations.add("The answer to " + call + " does not tell " + node.name() + ": " + answer.body());
            }
        }
    }

    private void checkLinks(TftpTree tree, String when) throws IOException {
        for (TortureNodes.Place node : nodes.places()) {
            linksChecked++;
            Path link = tree.cfgDir().resolve(node.hex());
            Optional<String> image = Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).toString())
                    : Optional.empty();
            if (!nodes.mayBoot(node, image)) {
                violations.add(
                        when + ": " + node.name() + " boots " + image + " and not one of " + nodes.possible(node));
            }
            if (when.equals("after a start")) {
                nodes.settled(ImmutableList.of(node), image);
            }
        }
        if (!Files.readSymbolicLink(tree.cfgDir().resolve("0A126301"))
                        .toString()
                        .equals("orbit-2.0.0")
                || !Files.isRegularFile(tree.cfgDir().resolve("0A126302"))) {
            violations.add(when + ": the operator's own is not as it was");
        }
    }

    private void checkLeases(TftpTree tree) throws IOException {
        ImmutableMap<HexIp, Lease> leases = new LinkLeaseStore(tree.stateDir()).all();
        for (TortureNodes.Place node : nodes.places()) {
            leasesChecked++;
            Path link = tree.cfgDir().resolve(node.hex());
            Optional<Lease> lease = Optional.ofNullable(leases.get(HexIp.ofHex(node.hex())));
            boolean linked = Files.isSymbolicLink(link);
            if (linked != lease.isPresent()) {
                violations.add(node.name() + (linked ? " has a link and no lease" : " has a lease and no link"));
            } else if (linked
                    && !Files.readSymbolicLink(link)
                            .toString()
                            .equals(lease.orElseThrow().image().value())) {
                violations.add(node.name() + "'s lease is for another configuration than its link");
            }
        }
        for (Path place : ImmutableSet.of(tree.cfgDir(), tree.stateDir())) {
            try (DirectoryStream<Path> hidden = Files.newDirectoryStream(place, ".*")) {
                for (Path name : hidden) {
                    if (!name.endsWith(".lock") && !name.endsWith(".finished")) {
                        violations.add("After a start there is " + name);
                    }
                }
            }
        }
    }
}
