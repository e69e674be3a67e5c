package net.mytestbed.pxe.inventory.file;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;

/** The text of the file that says what a fake inventory knows. */
final class FileText {
    private FileText() {}

    static String of(FakeInventory content) {
        StringBuilder text = new StringBuilder("domains:\n");
        ImmutableMap<Domain, ImmutableMap<Node, InventoryNode>> testbeds =
                content.content().testbeds();
        testbeds.forEach((domain, nodes) -> {
            text.append("  ").append(domain).append(":\n    nodes:\n");
            nodes.values()
                    .forEach(node -> text.append("      ").append(line(node)).append('\n'));
        });
        return text.toString();
    }

    private static String line(InventoryNode node) {
        String address = node.address().orElseThrow().address();
        Optional<BootConfigName> image = node.image();
        return node.node() + ": "
                + image.map(name -> "{address: " + address + ", image: " + name + "}")
                        .orElse(address);
    }
}
