package net.mytestbed.pxe.testkit.tftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import net.mytestbed.pxe.node.HexIp;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what one node boots by a TFTP server's directory; from {@link TftpTreeAssert#node}. The directory is read by the
 * server's and PXELINUX's rules, for a node without a file under its MAC address, but not over the network.
 */
public final class NodeAssert extends AbstractAssert<NodeAssert, TftpTree> {
    private static final String NOTHING = "nothing";
    private static final String LINK = "a link to ";

    private final HexIp address;

    NodeAssert(TftpTree tree, HexIp address) {
        super(tree, NodeAssert.class);
        this.address = address;
    }

    /**
     * The node's own name is a link to this configuration, and the node finds it there: it is not missing, empty or unreadable.
     *
     * @param image the configuration's name: {@code orbit-2.0.0}
     */
    public NodeAssert boots(String image) {
        SimulatedBoot boot = boot();
        boolean isFound = boot.configuration()
                .filter(found -> found.name().equals(address.hex()))
                .isPresent();
        // OMF 5.4 wrote its links with a leading "./".
        boolean isLink = entry().equals(LINK + image) || entry().equals(LINK + "./" + image);
        if (!isFound || !isLink) {
            throw expected("to boot " + image, boot);
        }
        return this;
    }

    /** The node boots its local disk, by {@code default} or by whatever else it finds. */
    public NodeAssert bootsItsDisk() {
        SimulatedBoot boot = boot();
        if (!(boot.outcome() instanceof BootOutcome.LocalDiskBooted)) {
            throw expected("to boot its local disk", boot);
        }
        return this;
    }

    /** Nothing stands under the node's own name. */
    public NodeAssert hasNoLink() {
        if (!entry().equals(NOTHING)) {
            throw expected("to have no link", boot());
        }
        return this;
    }

    /** Under the node's own name stands a link of exactly this text, wherever it leads. */
    public NodeAssert hasLinkTo(String target) {
        if (!entry().equals(LINK + target)) {
            throw expected("to have a link to " + target, boot());
        }
        return this;
    }

    private AssertionError expected(String what, SimulatedBoot boot) {
        return failure(
                "%s",
                "Expecting node " + address.address() + " " + what + ", but under " + address.hex() + " there is "
                        + entry() + ":\n" + boot);
    }

    private SimulatedBoot boot() {
        try {
            return new PxelinuxBoot(new TftpRoot(actual.root())).boot(PxelinuxBoot.searchNames(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String entry() {
        Path path = actual.cfgDir().resolve(address.hex());
        try {
            return LINK + Files.readSymbolicLink(path);
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (NotLinkException e) {
            return Files.isDirectory(path, NOFOLLOW_LINKS) ? "a directory" : "a file";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
