package net.mytestbed.pxe.bench;

import java.io.IOException;

/** One request that sets the first nodes of a testbed. */
record BulkSet(byte[] even, byte[] odd) {
    static BulkSet of(Testbed testbed, int nodes) {
        if (nodes > testbed.nodes()) {
            throw new IllegalArgumentException("There are " + testbed.nodes() + " nodes.");
        }
        return new BulkSet(request(nodes, 0), request(nodes, 1));
    }

    private static byte[] request(int nodes, int turn) {
        return HttpCalls.post(
                "/pxe/setBootImageNS",
                "domain=" + Testbed.DOMAIN + "&imgName=" + Testbed.image(turn) + "&ns="
                        + String.join(",", Testbed.names(nodes)));
    }

    double millis(Server service, long turn) throws IOException {
        try (HttpCalls calls = new HttpCalls(service.port(), true)) {
            long start = System.nanoTime();
            calls.call((turn & 1) == 0 ? even : odd);
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
