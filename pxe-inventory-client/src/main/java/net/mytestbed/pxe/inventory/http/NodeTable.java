package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;

/** The nodes of one domain, as one answer of an inventory lists them. */
final class NodeTable {
    private final InventoryCall call;
    private final Domain domain;
    private final ImmutableMap<Node, NodeElement> elements;
    private final ImmutableListMultimap<String, Node> owners;
    private final ImmutableList<Problem> badNames;

    /** @param call the call that brought the answer, for what is to be said of it */
    NodeTable(InventoryCall call, Domain domain, Stream<NodeElement> listed) {
        this.call = requireNonNull(call, "call");
        this.domain = requireNonNull(domain, "domain");
        Map<Node, NodeElement> sound = new LinkedHashMap<>();
        ImmutableListMultimap.Builder<String, Node> byAddress = ImmutableListMultimap.builder();
        ImmutableList.Builder<Problem> bad = ImmutableList.builder();
        listed.forEach(element -> {
            try {
                Node node = new Node(NodeId.of(element.name()), domain);
                sound.putIfAbsent(node, element);
                byAddress.put(element.address(), node);
            } catch (IllegalArgumentException noName) {
                bad.addAll(call.nonsense(noName).problems());
            }
        });
        this.elements = ImmutableMap.copyOf(sound);
        this.owners = byAddress.build();
        this.badNames = bad.build();
    }

    InventoryCall call() {
        return call;
    }

    Domain domain() {
        return domain;
    }

    /** In the order of the inventory. */
    ImmutableSet<Node> nodes() {
        return elements.keySet();
    }

    /** What is said of a node; nothing if it is not listed. */
    Optional<Said.Listed> find(Node node) {
        return Optional.ofNullable(elements.get(node)).map(element -> new Said.Listed(this, element));
    }

    /** Another node that is listed with the same control address. */
    Optional<Node> sharing(Node node, String address) {
        return owners.get(address).stream().filter(other -> !other.equals(node)).findFirst();
    }

    /** One problem for each name that is none. */
    ImmutableList<Problem> badNames() {
        return badNames;
    }
}
