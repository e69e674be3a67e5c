package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.List;
import net.mytestbed.pxe.node.HexIp;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a TFTP server's directory; from {@link PxeAssertions#assertThat(TftpTree)}. */
public final class TftpTreeAssert extends AbstractAssert<TftpTreeAssert, TftpTree> {
    /** The lock, and the mark of who changed something last. */
    private static final ImmutableSet<String> KEPT = ImmutableSet.of(".lock", ".finished");

    TftpTreeAssert(TftpTree tree) {
        super(tree, TftpTreeAssert.class);
    }

    /**
     * Goes on to one node.
     *
     * @param address its control address: {@code 10.18.1.2}
     * @throws IllegalArgumentException if it is not an IPv4 address
     */
    public NodeAssert node(String address) {
        isNotNull();
        return new NodeAssert(actual, HexIp.ofAddress(address)).as(descriptionText());
    }

    /** Everything in the tree is as it was: names, kinds, links, contents. */
    public TftpTreeAssert isUnchangedSince(TreeSnapshot before) {
        isNotNull();
        requireNone("Expecting nothing to have changed, but:", before.changesUntil(actual.snapshot()));
        return this;
    }

    /**
     * Nothing half done is left: there is no hidden name in {@code pxelinux.cfg/}, and none in the state directory but its
     * {@code .lock} and {@code .finished}.
     */
    public TftpTreeAssert hasNoTemporaryNames() {
        isNotNull();
        requireNone(
                "Expecting no temporary names, but there are:",
                actual.snapshot().entries().keySet().stream()
                        .filter(this::isTemporary)
                        .collect(toImmutableList()));
        return this;
    }

    private boolean isTemporary(String entry) {
        Path path = actual.root().resolve(entry);
        Path name = path.getFileName();
        return name.toString().startsWith(".")
                && List.of(actual.cfgDir(), actual.stateDir()).contains(path.getParent())
                && !(actual.stateDir().equals(path.getParent()) && KEPT.contains(name.toString()));
    }

    private void requireNone(String expectation, ImmutableList<String> found) {
        if (!found.isEmpty()) {
            throw failure("%s", expectation + "\n" + String.join("\n", found));
        }
    }
}
