package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.stream.IntStream;

/** How the time for a node grows with the nodes in a request, and with the links and leases that stand in the directory. */
final class GrowthRun {
    static final String BY_NODES = "Time for a node, by nodes in the request";
    static final String BY_LINKS = "Time for a node, by links in the directory";

    private static final int SOME = 400;
    private static final int BATCH = 10_000;

    private final Extent extent;
    private final Targets targets;

    GrowthRun(Extent extent, Targets targets) {
        this.extent = extent;
        this.targets = targets;
    }

    ImmutableList<Section> run() throws IOException {
        int most = extent.growth().get(extent.growth().size() - 1);
        try (Testbed testbed = Testbed.make("tmpfs", extent.tmpfs(), most);
                Server service = Server.service(testbed, Durability.ON, ImmutableList.of())) {
            BulkRun.warmUp(testbed, service);
            // By links first, while the directory is still empty.
            Section byLinks = byLinks(testbed, service);
            return ImmutableList.of(byNodes(testbed, service), byLinks);
        }
    }

    private Section byLinks(Testbed testbed, Server service) throws IOException {
        Section.Builder section =
                Section.of(BY_LINKS, "links", "service µs", "bare loop µs", "to loop");
        double first = 0;
        double last = 0;
        int made = SOME;
        for (int links : extent.growth().stream().filter(links -> links >= SOME).toList()) {
            made = fill(service, made, links);
            BulkRun.Pair pair =
                    BulkRun.Pair.measure(testbed, Durability.ON, service, SOME, 2 * extent.rounds() + 1);
            section.row(links, pair.service() * 1e3 / SOME, pair.loop() * 1e3 / SOME, pair.service() / pair.loop());
            first = first == 0 ? pair.service() : first;
            last = pair.service();
        }
        targets.atMost("time for a node with " + made + " links in the directory, to that with 400", last / first, 1.2);
        return section.build();
    }

    /** @return how many links there are now */
    private static int fill(Server service, int made, int links) throws IOException {
        for (int from = made; from < links; from += BATCH) {
            String names = String.join(
                    ",",
                    IntStream.range(from, Math.min(from + BATCH, links))
                            .mapToObj(Testbed::name)
                            .toList());
            try (HttpCalls calls = new HttpCalls(service.port(), true)) {
                calls.call(HttpCalls.post("/pxe/setBootImageNS", "domain=" + Testbed.DOMAIN + "&ns=" + names));
            }
        }
        return links;
    }

    private Section byNodes(Testbed testbed, Server service) throws IOException {
        Section.Builder section = Section.of(BY_NODES, "nodes", "service µs", "bare loop µs", "to loop");
        for (int nodes : extent.growth()) {
            BulkRun.Pair pair = BulkRun.Pair.measure(testbed, Durability.ON, service, nodes, extent.rounds());
            section.row(nodes, pair.service() * 1e3 / nodes, pair.loop() * 1e3 / nodes, pair.service() / pair.loop());
        }
        return section.build();
    }
}
