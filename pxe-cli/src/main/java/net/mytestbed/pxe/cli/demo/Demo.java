package net.mytestbed.pxe.cli.demo;

import static net.mytestbed.pxe.cli.demo.DemoException.require;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.testkit.tftp.BootOutcome;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot;
import net.mytestbed.pxe.testkit.tftp.SimulatedNode;
import net.mytestbed.pxe.testkit.tftp.TftpTree;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;

/** The story, step by step. Each step does what it tells, looks whether it came out so, and ends the story if it did not. */
final class Demo {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final HexIp ADDRESS = HexIp.ofAddress("10.18.1.2");
    private static final MacAddress MAC = MacAddress.of("00:03:2d:08:1a:23");
    private static final String GRID = "grid.orbit-lab.org";
    private static final int GRID_NODES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DemoTestbed testbed;
    private final PrintWriter out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private int step;

    Demo(DemoTestbed testbed, PrintWriter out) {
        this.testbed = testbed;
        this.out = out;
    }

    /** @throws DemoException if a step did not do what it tells */
    void tell() throws IOException, InterruptedException {
        introduce();
        setNode();
        bootImage();
        clearNode();
        bootLocalDisk();
        setGrid();
        refuse();
    }

    private void introduce() {
        out.println("A testbed of its own, below " + testbed.directory() + " and on free ports of 127.0.0.1:");
        out.println("  inventory service  " + testbed.inventory().url() + " (sandbox 8, the 400 nodes of the grid)");
        out.println(
                "  TFTP server        127.0.0.1 port " + testbed.tftp().port() + " (kernel and initrd are stand-ins)");
        out.println("  aggregate manager  " + testbed.service().uri());
    }

    private void setNode() throws IOException, InterruptedException {
        begin("As an experiment controller does, ask for node1-2 of sandbox 8 to boot its RAM image:");
        HttpResponse<String> answer = get("pxe/setBootImage?node=" + NODE);
        print(answer);
        require(answer.statusCode() == 200, "The service did not set the node.");
        print("The link that the node will read, in pxelinux.cfg:");
        print(LinkListing.of(link()));
        require(Files.readSymbolicLink(link()).equals(Path.of(DemoTestbed.IMAGE)), "The link points elsewhere.");
    }

    private void bootImage() {
        begin("The node is switched on (simulated; the TFTP exchange is real). Its PXELINUX asks for:");
        BootOutcome outcome = boot();
        require(
                outcome instanceof BootOutcome.KernelStarted started
                        && started.kernel().name().equals(TftpTree.kernelOf(DemoTestbed.IMAGE))
                        && started.initrds().size() == 1,
                "The node did not boot the RAM image.");
    }

    private void clearNode() throws IOException, InterruptedException {
        begin("Clear the node:");
        HttpResponse<String> answer = get("pxe/clearBootImage?node=" + NODE);
        print(answer);
        require(answer.statusCode() == 200, "The service did not clear the node.");
        require(!Files.exists(link(), LinkOption.NOFOLLOW_LINKS), "The link is still there.");
        print("The link " + ADDRESS.hex() + " is gone.");
    }

    private void bootLocalDisk() {
        begin("The node is switched on again. Its PXELINUX asks for:");
        require(boot() instanceof BootOutcome.LocalDiskBooted, "The node did not boot its disk.");
    }

    private void setGrid() throws IOException, InterruptedException {
        begin("Set the whole grid in one request:");
        int before = testbed.inventory().calls();
        String path = "pxe/setBootImageNS?domain=" + GRID + "&ns=%5B1..20,1..20%5D&imgName=" + DemoTestbed.IMAGE;
        Duration first = timeOfGrid(path);
        int asked = testbed.inventory().calls() - before;
        printGet(uri(path));
        print("200 after " + first.toMillis() + " ms: " + GRID_NODES + " links in pxelinux.cfg; inventory requests: "
                + asked + ".");
        print("The same once more: 200 after " + timeOfGrid(path).toMillis() + " ms.");
    }

    private Duration timeOfGrid(String path) throws IOException, InterruptedException {
        Stopwatch stopwatch = Stopwatch.createStarted();
        HttpResponse<String> answer = get(path);
        Duration time = stopwatch.elapsed();
        require(answer.statusCode() == 200, "The service did not set the grid: " + answer.body());
        BootConfigName image = BootConfigName.of(DemoTestbed.IMAGE);
        long links = new TftpBootDirectory(
                        testbed.tree().cfgDir(), testbed.tree().stateDir())
                .links().entries().values().stream()
                        .filter(entry ->
                                entry instanceof BootLink link && link.image().equals(image))
                        .count();
        require(links == GRID_NODES, "There are " + links + " links and not " + GRID_NODES + ".");
        return time;
    }

    private void refuse() throws IOException, InterruptedException {
        begin("A bad request changes nothing:");
        TreeSnapshot before = testbed.tree().snapshot();
        HttpResponse<String> answer = get("pxe/setBootImage?node=" + NODE + "&img=../../../etc/passwd");
        print(answer);
        require(answer.statusCode() == 400, "The service did not refuse it.");
        require(testbed.tree().snapshot().equals(before), "The directory has changed.");
        print("Every file and every link is as it was.");
    }

    private void begin(String title) {
        step++;
        out.println();
        out.println(step + ". " + title);
    }

    private void print(String line) {
        out.println(Wrapped.lines(line));
    }

    /** Not broken, so that it can be copied. */
    private void printGet(URI uri) {
        out.println("   GET " + uri);
    }

    private void print(HttpResponse<String> answer) {
        printGet(answer.uri());
        print(answer.statusCode() + " " + answer.body().strip());
    }

    private BootOutcome boot() {
        SimulatedBoot boot =
                SimulatedNode.at(ADDRESS, testbed.tftp().address()).withMac(MAC).boot();
        BootStory.lines(boot).forEach(this::print);
        return boot.outcome();
    }

    private Path link() {
        return testbed.tree().cfgDir().resolve(ADDRESS.hex());
    }

    private URI uri(String path) {
        return testbed.service().uri().resolve(path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }
}
