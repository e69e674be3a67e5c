package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigCheck;
import net.mytestbed.pxe.boot.BootProgram;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.NodeSearch;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.PxeException;

/** Finds out why a node boots what it boots. */
final class Explaining {
    private final Inventory inventory;
    private final BootDirectory directory;

    Explaining(Inventory inventory, BootDirectory directory) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.directory = requireNonNull(directory, "directory");
    }

    /** Asked for one node, an inventory over HTTP tells its address only; the list of the domain has the MAC too. */
    private InventoryNode withMac(InventoryNode known) {
        if (known.mac().isPresent()) {
            return known;
        }
        try {
            InventoryAnswer all = inventory.list(known.node().domain(), Wanted.ADDRESS);
            return Optional.ofNullable(all.nodes().get(known.node()))
                    .filter(listed ->
                            listed.mac().isPresent() && listed.address().equals(known.address()))
                    .map(listed -> listed.calledAs(known.node()))
                    .orElse(known);
        } catch (PxeException noList) {
            // The MAC stays unknown, and the explanation says so.
            return known;
        }
    }

    NodeExplanation explain(Node node, Optional<UUID> uuid) {
        InventoryAnswer answer = inventory.lookup(ImmutableSet.of(node), Wanted.ADDRESS);
        if (!answer.problems().isEmpty()) {
            throw new PxeException(answer.problems());
        }
        InventoryNode known = withMac(answer.nodes().values().iterator().next());
        HexIp address = known.address().orElseThrow(() -> new PxeException(Resolver.noAddress(node)));
        ImmutableList<NodeSearch> searches = Stream.of(BootProgram.values())
                .map(program -> NodeSearch.of(program, address, known.mac(), uuid, directory))
                .collect(toImmutableList());
        Optional<BootConfig> config = searches.get(0).config();
        return new NodeExplanation(
                known,
                address,
                searches,
                config.map(found -> found.bootsByDefault(directory)),
                config.map(found -> BootConfigCheck.check(found, directory)).orElse(ImmutableList.of()),
                answer.staleSince());
    }
}
