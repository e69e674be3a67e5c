package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;

/** One domain of a {@link FakeInventory} while it is filled. */
public final class FakeTestbed {
    private final Domain domain;
    private final List<FakeNode> nodes = new ArrayList<>();
    private Optional<BootConfigName> image = Optional.empty();

    FakeTestbed(Domain domain) {
        this.domain = requireNonNull(domain, "domain");
    }

    /** The boot configuration of the nodes that name none. */
    public FakeTestbed image(String name) {
        image = Optional.of(BootConfigName.of(name));
        return this;
    }

    /** A node with its control address, by its short or its full name. */
    public FakeTestbed node(String name, String address) {
        return node(name, node -> node.address(address));
    }

    /** A node of which more is known, or less. */
    public FakeTestbed node(String name, Consumer<FakeNode> filling) {
        FakeNode node = new FakeNode(new Node(NodeId.of(name), domain));
        filling.accept(node);
        nodes.add(node);
        return this;
    }

    ImmutableList<InventoryNode> nodes() {
        return nodes.stream().map(node -> node.in(image)).collect(ImmutableList.toImmutableList());
    }
}
