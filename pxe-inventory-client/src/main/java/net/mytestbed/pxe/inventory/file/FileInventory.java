package net.mytestbed.pxe.inventory.file;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.yaml.LastGoodVersion;
import net.mytestbed.pxe.yaml.YamlException;
import net.mytestbed.pxe.yaml.YamlReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inventory in a YAML file. Names under a domain may be short or full, and both find the node:
 *
 * <pre>
 * domains:
 *   sb8.orbit-lab.org:
 *     image: orbit-2.0.0                # for nodes that name none
 *     nodes:
 *       node1-1: 10.18.1.1              # short form: name: address
 *       node1-2: {address: 10.18.1.2, image: orbit-3.1, mac: '00:03:2d:08:1a:23', x: 1, y: 2}
 * </pre>
 *
 * <p>The file is read again at the first request after it changed. A new version that is broken, or gone, is logged with everything
 * that is wrong with it, and the last good version stays in use. To replace a file that is in use write the new one beside it and
 * rename it: a file written in place can be read when it is half written.
 */
public final class FileInventory implements Inventory {
    private static final Logger log = LoggerFactory.getLogger(FileInventory.class);

    private final LastGoodVersion<InventorySnapshot> versions;

    private FileInventory(LastGoodVersion<InventorySnapshot> versions) {
        this.versions = versions;
    }

    /**
     * The inventory in this file.
     *
     * @throws YamlException with everything that is wrong with the file
     */
    public static FileInventory open(Path file) {
        return new FileInventory(new LastGoodVersion<>(file, FileInventory::read, log, "inventory-file-broken"));
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        return versions.content().lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return versions.content().list(domain, wanted);
    }

    /** The domains of the file. */
    @Override
    public ImmutableSet<Domain> domains() {
        return versions.content().domains();
    }

    private static InventorySnapshot read(Path file) {
        InventorySnapshot content = YamlReader.read(file, FileContent::read);
        log.info(
                "inventory-file-read file={} domains={} nodes={}",
                file,
                content.testbeds().size(),
                content.testbeds().values().stream().mapToInt(Map::size).sum());
        return content;
    }
}
