package net.mytestbed.pxe.inventory;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Everything that an inventory knows at one time, as an inventory itself. It answers at once and with all it knows, whatever is
 * wanted.
 *
 * @param testbeds the nodes of each domain in the inventory's order
 */
public record InventorySnapshot(ImmutableMap<Domain, ImmutableMap<Node, InventoryNode>> testbeds) implements Inventory {
    public InventorySnapshot {
        requireNonNull(testbeds, "testbeds");
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        ImmutableMap.Builder<Node, InventoryNode> known = ImmutableMap.builder();
        ImmutableList.Builder<Problem> unknown = ImmutableList.builder();
        for (Node node : nodes) {
            InventoryNode found =
                    testbeds.getOrDefault(node.domain(), ImmutableMap.of()).get(node);
            if (found != null) {
                known.put(node, found.calledAs(node));
            } else if (testbeds.containsKey(node.domain())) {
                unknown.add(InventoryProblems.unknownNode(node));
            }
        }
        throwIfAnyDomainIsUnknown(nodes, unknown.build());
        return new InventoryAnswer(known.buildOrThrow(), unknown.build());
    }

    private void throwIfAnyDomainIsUnknown(ImmutableSet<Node> nodes, ImmutableList<Problem> others) {
        ImmutableSet<Domain> domains = nodes.stream()
                .map(Node::domain)
                .filter(domain -> !testbeds.containsKey(domain))
                .collect(toImmutableSet());
        if (!domains.isEmpty()) {
            throw new PxeException(ImmutableList.<Problem>builder()
                    .addAll(domains.stream()
                            .map(InventoryProblems::unknownDomain)
                            .iterator())
                    .addAll(others)
                    .build());
        }
    }

    @Override
    public ImmutableSet<Domain> domains() {
        return testbeds.keySet();
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return Optional.ofNullable(testbeds.get(domain))
                .map(members -> new InventoryAnswer(members, ImmutableList.of()))
                .orElseThrow(() -> new PxeException(InventoryProblems.unknownDomain(domain)));
    }
}
