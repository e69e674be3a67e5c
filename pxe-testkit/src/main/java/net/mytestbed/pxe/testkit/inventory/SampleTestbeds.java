package net.mytestbed.pxe.testkit.inventory;

/** Real testbeds to fill a {@link FakeInventory} with. */
public final class SampleTestbeds {
    /** ORBIT's grid has as many columns as rows. */
    public static final int GRID_SIDE = 20;

    private SampleTestbeds() {}

    /** The domain {@code norbit} of OMF 5.4's sample inventory: four nodes by their HRN, at 10.0.0.1 to 10.0.0.4, image omf-5.4. */
    public static FakeInventory norbit() {
        return FakeInventory.create().domain("norbit", SampleTestbeds::fillNorbit);
    }

    /** ORBIT's sandbox 8: node1-1 and node1-2 at 10.18.1.1 and 10.18.1.2, image orbit-2.0.0. */
    public static FakeInventory sandbox8() {
        return FakeInventory.create().domain("sb8.orbit-lab.org", SampleTestbeds::fillSandbox8);
    }

    /** ORBIT's grid: 400 nodes, node1-1 to node20-20 at 10.10.x.y, image orbit-2.0.0. */
    public static FakeInventory grid() {
        return FakeInventory.create().domain("grid.orbit-lab.org", SampleTestbeds::fillGrid);
    }

    /** All of these testbeds in one inventory. */
    public static FakeInventory all() {
        return FakeInventory.create()
                .domain("norbit", SampleTestbeds::fillNorbit)
                .domain("sb8.orbit-lab.org", SampleTestbeds::fillSandbox8)
                .domain("grid.orbit-lab.org", SampleTestbeds::fillGrid);
    }

    private static void fillNorbit(FakeTestbed testbed) {
        testbed.image("omf-5.4")
                .node("omf.nicta.node1", node -> node.address("10.0.0.1").mac("00:03:2D:08:1A:33"))
                .node("omf.nicta.node2", node -> node.address("10.0.0.2").mac("00:03:2D:08:1A:23"))
                .node("omf.nicta.node3", node -> node.address("10.0.0.3").mac("00:03:2D:0C:FC:B1"))
                .node("omf.nicta.node4", node -> node.address("10.0.0.4").mac("00:03:2D:08:1A:17"));
    }

    private static void fillSandbox8(FakeTestbed testbed) {
        testbed.image("orbit-2.0.0");
        for (int y = 1; y <= 2; y++) {
            place(testbed, "sb8.orbit-lab.org", "10.18.", 1, y);
        }
    }

    private static void fillGrid(FakeTestbed testbed) {
        testbed.image("orbit-2.0.0");
        for (int x = 1; x <= GRID_SIDE; x++) {
            for (int y = 1; y <= GRID_SIDE; y++) {
                place(testbed, "grid.orbit-lab.org", "10.10.", x, y);
            }
        }
    }

    /** ORBIT gives the node at x, y the address whose last two numbers are x and y. */
    private static void place(FakeTestbed testbed, String domain, String network, int x, int y) {
        testbed.node(
                "node" + x + "-" + y + "." + domain,
                node -> node.address(network + x + "." + y).at(x, y));
    }
}
