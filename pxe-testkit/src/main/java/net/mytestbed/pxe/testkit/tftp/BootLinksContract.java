package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.Occupied;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;

/** The part of {@link BootDirectoryContract} that is about links: how plans are carried out, and what is seen of them. */
abstract class BootLinksContract extends BootConfigurationsContract {
    static final HexIp NODE1 = HexIp.ofAddress("10.18.1.1");
    static final HexIp NODE2 = HexIp.ofAddress("10.18.1.2");
    static final BootConfigName ORBIT2 = BootConfigName.of("orbit-2.0.0");
    static final BootConfigName ORBIT3 = BootConfigName.of("orbit-3.0");

    static void set(BootDirectory directory, HexIp address, BootConfigName image) {
        directory.apply(LinkPlan.set(ImmutableMap.of(address, image), directory.links(Set.of(address))));
    }

    @Test
    void aLinkIsRelativeAndInTheSameDirectory() {
        set(directory, NODE2, ORBIT2);

        PxeAssertions.assertThat(tree)
                .node("10.18.1.2")
                .hasLinkTo("orbit-2.0.0")
                .boots("orbit-2.0.0");
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aLinkIsReplaced() {
        tree.link("10.18.1.2", "orbit-2.0.0");

        set(directory, NODE2, ORBIT3);

        PxeAssertions.assertThat(tree).node("10.18.1.2").boots("orbit-3.0");
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aLinkIsRemoved() {
        tree.link("10.18.1.2", "orbit-2.0.0");

        directory.apply(LinkPlan.clear(Set.of(NODE2), directory.links()));

        PxeAssertions.assertThat(tree).node("10.18.1.2").hasNoLink();
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aLinkThatSomeoneElseMadeIsReplacedAndRemovedWhenThePlanSaysSo() {
        tree.link("10.18.1.1", "/elsewhere").link("10.18.1.2", "../elsewhere");

        set(directory, NODE1, ORBIT2);
        directory.apply(LinkPlan.clear(Set.of(NODE2), directory.links()));

        PxeAssertions.assertThat(tree).node("10.18.1.1").boots("orbit-2.0.0");
        PxeAssertions.assertThat(tree).node("10.18.1.2").hasNoLink();
    }

    @Test
    void whatIsAsWantedAlreadyStaysUntouched() {
        tree.link("10.18.1.2", "./orbit-2.0.0");
        TreeSnapshot before = tree.snapshot();

        set(directory, NODE2, ORBIT2);
        directory.apply(LinkPlan.clear(Set.of(NODE1), directory.links()));

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aWholeGridIsSetAndClearedInOnePlan() {
        ImmutableMap<HexIp, BootConfigName> grid = IntStream.rangeClosed(1, 400)
                .mapToObj(node -> HexIp.ofAddress("10.10." + node / 20 + "." + node % 20))
                .collect(toImmutableMap(address -> address, address -> ORBIT2));
        TreeSnapshot before = tree.snapshot();

        directory.apply(LinkPlan.set(grid, directory.links()));

        assertThat(directory.links().entries())
                .hasSize(400)
                .allSatisfy((address, entry) -> assertThat(entry).isEqualTo(new BootLink(address, ORBIT2)));
        directory.apply(LinkPlan.clear(grid.keySet(), directory.links()));
        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aReaderNeverFindsTheLinkMissingWhileItIsReSet() {
        set(directory, NODE2, ORBIT2);
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Set<String>> reader = CompletableFuture.supplyAsync(() -> {
            Set<String> seen = new TreeSet<>();
            while (!isOver.get()) {
                seen.add(linkText(NODE2));
            }
            return seen;
        });

        for (int round = 0; round < 500; round++) {
            set(directory, NODE2, ORBIT3);
            set(directory, NODE2, ORBIT2);
        }
        isOver.set(true);

        assertThat(reader.join()).isSubsetOf("orbit-2.0.0", "orbit-3.0").isNotEmpty();
    }

    private String linkText(HexIp address) {
        try {
            return Files.readSymbolicLink(tree.cfgDir().resolve(address.hex())).toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aPlanWithRefusalsIsNotCarriedOutForAnyNode() {
        tree.config("0A120102", "# the operator's own\n");
        LinkPlan plan = LinkPlan.set(ImmutableMap.of(NODE1, ORBIT2, NODE2, ORBIT2), directory.links());
        TreeSnapshot before = tree.snapshot();

        assertThatIllegalArgumentException().isThrownBy(() -> directory.apply(plan));

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aFileThatCameBeforeANewLinkStaysAndAllIsUndone() {
        tree.link("10.18.1.1", "orbit-3.0");
        LinkPlan outdated = LinkPlan.set(ImmutableMap.of(NODE1, ORBIT2, NODE2, ORBIT2), directory.links());

        assertRefusedByAFile(outdated);
    }

    @Test
    void aFileThatCameInALinksPlaceIsNotReplacedAndAllIsUndone() throws IOException {
        tree.link("10.18.1.1", "orbit-3.0").link("10.18.1.2", "orbit-3.0");
        LinkPlan outdated = LinkPlan.set(ImmutableMap.of(NODE1, ORBIT2, NODE2, ORBIT2), directory.links());

        assertRefusedByAFile(outdated);
    }

    @Test
    void aFileThatCameInALinksPlaceIsNotRemovedAndAllIsUndone() throws IOException {
        tree.link("10.18.1.1", "orbit-3.0").link("10.18.1.2", "orbit-3.0");
        LinkPlan outdated = LinkPlan.clear(ImmutableSet.of(NODE1, NODE2), directory.links());

        assertRefusedByAFile(outdated);
    }

    @Test
    void ofVeryManyLinksAllAreUndoneIfAFileCameInTheLastOnesPlace() throws IOException {
        ImmutableMap<HexIp, BootConfigName> many = manyOfAnotherImage();
        tree.link("10.18.1.2", "orbit-3.0");
        ImmutableMap<HexIp, BootConfigName> withNode2 = ImmutableMap.<HexIp, BootConfigName>builder()
                .putAll(many)
                .put(NODE2, ORBIT2)
                .buildOrThrow();

        assertRefusedByAFile(LinkPlan.set(withNode2, directory.links()));
    }

    @Test
    void veryManyLinksAreReplacedEachByItself() throws IOException {
        ImmutableMap<HexIp, BootConfigName> many = manyOfAnotherImage();

        directory.apply(LinkPlan.set(many, directory.links()));
        tree.link("10.17.0.7", "orbit-3.0");

        assertThat(directory.links().entries().values())
                .filteredOn(entry -> entry.equals(new BootLink(entry.address(), ORBIT2)))
                .hasSize(249);
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    /** More links than are replaced at a time, and what they are to point to. */
    private ImmutableMap<HexIp, BootConfigName> manyOfAnotherImage() {
        ImmutableMap<HexIp, BootConfigName> many = IntStream.range(0, 250)
                .mapToObj(node -> new HexIp(0x0A110000 + node))
                .collect(toImmutableMap(address -> address, address -> ORBIT2));
        many.keySet().forEach(address -> tree.link(address.address(), "orbit-3.0"));
        return many;
    }

    private void assertRefusedByAFile(LinkPlan plan) {
        putFileUnderTheNameOfNode2();
        TreeSnapshot before = tree.snapshot();

        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> directory.apply(plan));

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    private void putFileUnderTheNameOfNode2() {
        try {
            Files.deleteIfExists(tree.cfgDir().resolve("0A120102"));
            tree.config("0A120102", "# the operator's own\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyKindOfEntryIsSeenAsWhatItIs() throws IOException {
        tree.link("10.18.1.1", "orbit-2.0.0")
                .link("10.18.1.2", "./orbit-2.0.0")
                .link("10.18.1.3", "missing")
                .link("10.18.1.4", "/tftpboot/pxelinux.cfg/orbit-2.0.0")
                .link("10.18.1.5", "../orbit-2.0.0")
                .link("10.18.1.6", "orbit/2.0.0")
                .config("0A120107", "# the operator's own\n");
        Files.createDirectory(tree.cfgDir().resolve("0A120108"));

        assertThat(directory.links().entries().values())
                .containsExactly(
                        new BootLink(NODE1, ORBIT2),
                        new BootLink(NODE2, ORBIT2),
                        new BootLink(HexIp.ofAddress("10.18.1.3"), BootConfigName.of("missing")),
                        new ForeignLink(HexIp.ofAddress("10.18.1.4"), "/tftpboot/pxelinux.cfg/orbit-2.0.0"),
                        new ForeignLink(HexIp.ofAddress("10.18.1.5"), "../orbit-2.0.0"),
                        new ForeignLink(HexIp.ofAddress("10.18.1.6"), "orbit/2.0.0"),
                        new Occupied(HexIp.ofAddress("10.18.1.7"), Occupied.Kind.FILE),
                        new Occupied(HexIp.ofAddress("10.18.1.8"), Occupied.Kind.DIRECTORY));
    }

    @Test
    void namesThatAreNoNodesAreNotSeen() throws IOException {
        for (String name : new String[] {"0a120102", "0A12010", "0A1201022", "01-00-03-2d-08-1a-23", "current"}) {
            Files.createSymbolicLink(tree.cfgDir().resolve(name), Path.of("orbit-2.0.0"));
        }

        assertThat(directory.links().entries()).isEmpty();
    }

    @Test
    void onlyTheNodesThatAreAskedForAreSeen() {
        tree.link("10.18.1.1", "orbit-2.0.0").link("10.18.1.2", "orbit-2.0.0");
        HexIp without = HexIp.ofAddress("10.18.1.9");

        assertThat(directory.links(Set.of(NODE2, without)).entries()).containsOnlyKeys(NODE2);
        assertThat(directory.links(Set.of()).entries()).isEmpty();
    }
}
