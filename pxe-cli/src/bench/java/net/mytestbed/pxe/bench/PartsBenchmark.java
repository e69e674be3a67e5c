package net.mytestbed.pxe.bench;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Each method is a part of a request; the name says how many nodes it is for. On tmpfs, without flushes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartsBenchmark {
    private static final int MANY = 10_000;

    private final Testbed testbed;
    private final TftpBootDirectory directory;
    private final LinkLeaseStore leases;
    private final String names = String.join(",", Testbed.names(400));
    private final String config = BootConfig.ramImage(
                    "omf", "kernel", ImmutableList.of("initrd.gz"), "console=tty0 root=/dev/ram0")
            .toString();
    private final ImmutableList<HexIp> addresses =
            IntStream.range(0, MANY).mapToObj(Testbed::address).map(HexIp::ofAddress).collect(toImmutableList());
    private final LinkTable standing = LinkTable.of(links(0, MANY));
    private final ImmutableMap<HexIp, BootConfigName> wanted =
            links(1, MANY).stream().collect(toImmutableMap(BootLink::address, BootLink::image));
    private long turn;

    public PartsBenchmark() {
        try {
            testbed = Testbed.make("tmpfs", Extent.ofSystemProperties().tmpfs(), 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        directory = new TftpBootDirectory(testbed.cfgDir(), testbed.stateDir());
        leases = new LinkLeaseStore(testbed.stateDir());
    }

    @TearDown
    public void remove() throws IOException {
        testbed.close();
    }

    private ImmutableList<BootLink> links(long images, int count) {
        BootConfigName image = BootConfigName.of(Testbed.image(images));
        return addresses.stream().limit(count).map(address -> new BootLink(address, image)).collect(toImmutableList());
    }

    @Benchmark
    public NodeSet parse400Names() {
        return NodeSet.parse(names);
    }

    @Benchmark
    public NodeSet parseRectangleOf400() {
        return NodeSet.parse("[1..20,1..20]");
    }

    @Benchmark
    public BootConfig parseBootConfig() {
        return BootConfig.parse(config);
    }

    @Benchmark
    public HexIp hexIpOfAddress() {
        return HexIp.ofAddress("10.18.1.2");
    }

    @Benchmark
    public LinkPlan plan10000() {
        return LinkPlan.set(wanted, standing);
    }

    @Benchmark
    public void apply400OnDirectory() {
        ImmutableMap<HexIp, BootConfigName> links =
                links(turn++, 400).stream().collect(toImmutableMap(BootLink::address, BootLink::image));
        directory.apply(LinkPlan.set(links, directory.links(links.keySet())));
    }

    @Benchmark
    public void record400Leases() {
        Instant now = Instant.ofEpochSecond(1_453_679_238 + turn);
        ImmutableList<Lease> news = links(turn++, 400).stream()
                .map(link -> new Lease(
                        link,
                        new Node(NodeId.of("node1-2.bench.orbit-lab.org"), Domain.of("bench.orbit-lab.org")),
                        now,
                        Optional.of(now.plusSeconds(600)),
                        new Requester("10.18.0.9", "8c3d5a2e-1f52-4a39-9c1f-7f3a5b1c2d3e")))
                .collect(toImmutableList());
        leases.record(news);
        leases.confirm();
    }
}
