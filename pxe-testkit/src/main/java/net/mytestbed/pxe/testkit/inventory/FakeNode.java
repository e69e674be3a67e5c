package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;

/** One node of a {@link FakeInventory} while it is filled; nothing is known of it but what is said here. */
public final class FakeNode {
    private final Node node;
    private Optional<HexIp> address = Optional.empty();
    private Optional<BootConfigName> image = Optional.empty();
    private Optional<MacAddress> mac = Optional.empty();
    private Optional<Coordinates> position = Optional.empty();

    FakeNode(Node node) {
        this.node = requireNonNull(node, "node");
    }

    /** Its control address, dotted. */
    public FakeNode address(String dotted) {
        address = Optional.of(HexIp.ofAddress(dotted));
        return this;
    }

    /** Its own boot configuration. */
    public FakeNode image(String name) {
        image = Optional.of(BootConfigName.of(name));
        return this;
    }

    /** The hardware address of its control interface. */
    public FakeNode mac(String colons) {
        mac = Optional.of(MacAddress.of(colons));
        return this;
    }

    /** Its place in the grid. */
    public FakeNode at(int x, int y) {
        position = Optional.of(new Coordinates(x, y));
        return this;
    }

    InventoryNode in(Optional<BootConfigName> testbedImage) {
        return new InventoryNode(node, address, image.or(() -> testbedImage), mac, position);
    }
}
