package net.mytestbed.pxe.inventory.file;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.yaml.FileStamp;
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

    private final Path file;
    private volatile Version current;

    /**
     * What was read, and by what another version of the file would be told from it.
     *
     * @param stamp the file's, before it was read
     * @param content what the last good version said
     */
    private record Version(FileStamp stamp, InventorySnapshot content) {}

    private FileInventory(Path file, Version first) {
        this.file = requireNonNull(file, "file");
        this.current = requireNonNull(first, "first");
    }

    /**
     * The inventory in this file.
     *
     * @throws YamlException with everything that is wrong with the file
     */
    public static FileInventory open(Path file) {
        FileStamp stamp = FileStamp.of(file);
        return new FileInventory(file, new Version(stamp, read(file)));
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        return content().lookup(nodes, wanted);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return content().list(domain, wanted);
    }

    /** The domains of the file. */
    @Override
    public ImmutableSet<Domain> domains() {
        return content().domains();
    }

    private InventorySnapshot content() {
        Version version = current;
        return FileStamp.of(file).equals(version.stamp()) ? version.content() : readAgain();
    }

    private synchronized InventorySnapshot readAgain() {
        FileStamp stamp = FileStamp.of(file);
        if (!stamp.equals(current.stamp())) {
            current = new Version(stamp, newContentOr(current.content()));
        }
        return current.content();
    }

    private InventorySnapshot newContentOr(InventorySnapshot lastGood) {
        try {
            return read(file);
        } catch (YamlException broken) {
            log.warn(
                    "inventory-file-broken file={} complaints={} in-use=last-good-version",
                    file,
                    broken.complaints().size());
            broken.complaints().forEach(complaint -> log.warn("inventory-file-broken {}", complaint));
            return lastGood;
        }
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
