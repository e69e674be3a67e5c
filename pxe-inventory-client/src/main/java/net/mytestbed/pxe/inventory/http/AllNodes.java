package net.mytestbed.pxe.inventory.http;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import java.util.HashMap;
import java.util.Map;
import net.mytestbed.pxe.node.Domain;

/** The nodes of all domains in one answer, each with its {@code testbed}. */
final class AllNodes {
    private final InventoryCall call;
    private final ImmutableListMultimap<String, NodeElement> testbeds;
    private final Map<Domain, NodeTable> tables = new HashMap<>();

    AllNodes(InventoryCall call, XmlElement root) {
        this.call = requireNonNull(call, "call");
        this.testbeds = root.all("NODE")
                .map(NodeElement::of)
                .collect(toImmutableListMultimap(node -> Ascii.toLowerCase(node.text("testbed")), identity()));
    }

    /** Whether any node of the domain is there. */
    boolean has(Domain domain) {
        return testbeds.containsKey(domain.value());
    }

    /** The nodes of a domain; none if it is not there. */
    NodeTable of(Domain domain) {
        return tables.computeIfAbsent(
                domain, wanted -> new NodeTable(call, wanted, testbeds.get(wanted.value()).stream()));
    }
}
