package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** What an inventory knows, as text for the wire, with the values that a test put in place of the true ones. */
final class RawNodes {
    private static final ImmutableSet<ProblemCode> UNKNOWN =
            ImmutableSet.of(ProblemCode.UNKNOWN_NODE, ProblemCode.UNKNOWN_DOMAIN);

    private final Inventory inventory;
    private final Map<NodeId, String> names = new ConcurrentHashMap<>();
    private final Map<NodeId, String> addresses = new ConcurrentHashMap<>();
    private final Map<NodeId, String> images = new ConcurrentHashMap<>();

    RawNodes(Inventory inventory) {
        this.inventory = requireNonNull(inventory, "inventory");
    }

    void sayName(NodeId node, String text) {
        names.put(node, text);
    }

    void sayAddress(NodeId node, String text) {
        addresses.put(node, text);
    }

    void sayImage(NodeId node, String text) {
        images.put(node, text);
    }

    /**
     * The node of this name.
     *
     * @throws PxeException if the inventory fails
     */
    Optional<RawNode> find(String name, Optional<Domain> domain) {
        Node node = Node.of(NodeId.of(name), domain);
        return knownOnly(() -> inventory.lookup(ImmutableSet.of(node), Wanted.ADDRESS_AND_IMAGE))
                .flatMap(nodes -> nodes.stream().findAny());
    }

    /**
     * The nodes of a domain; empty if the domain is not known.
     *
     * @throws PxeException if the inventory fails
     */
    Optional<ImmutableList<RawNode>> list(Domain domain) {
        return knownOnly(() -> inventory.list(domain, Wanted.ADDRESS_AND_IMAGE));
    }

    /**
     * The nodes of all domains that the inventory knows by name.
     *
     * @throws PxeException if the inventory fails
     */
    ImmutableList<RawNode> all() {
        ImmutableList.Builder<RawNode> all = ImmutableList.builder();
        inventory.domains().forEach(domain -> list(domain).ifPresent(all::addAll));
        return all.build();
    }

    private Optional<ImmutableList<RawNode>> knownOnly(Supplier<InventoryAnswer> question) {
        try {
            return Optional.of(
                    question.get().nodes().values().stream().map(this::raw).collect(ImmutableList.toImmutableList()));
        } catch (PxeException e) {
            if (e.problems().stream().allMatch(problem -> UNKNOWN.contains(problem.code()))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private RawNode raw(InventoryNode known) {
        NodeId id = known.node().id();
        return new RawNode(
                id,
                names.getOrDefault(id, id.value()),
                known.node().domain(),
                Optional.ofNullable(addresses.get(id)).or(() -> known.address().map(HexIp::address)),
                Optional.ofNullable(images.get(id)).or(() -> known.image().map(BootConfigName::value)),
                known.mac().map(MacAddress::value),
                known.position());
    }
}
