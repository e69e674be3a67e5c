package net.mytestbed.pxe.testkit.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link LeaseStore} keeps. The test of one extends this class and says how to open it, and what it leaves behind when
 * things go wrong.
 */
@ExtendWith(TftpTreeExtension.class)
public abstract class LeaseStoreContract {
    private static final HexIp NODE1 = HexIp.ofAddress("10.18.1.1");
    private static final HexIp NODE2 = HexIp.ofAddress("10.18.1.2");
    private static final Instant START = Instant.parse("2016-01-24T23:37:18Z");

    private TftpTree tree;
    private LeaseStore store;

    /**
     * Opens the store under test, with its records in the tree's {@link TftpTree#stateDir} if it keeps them in files. A test may open
     * one tree several times, as a process that starts again does.
     */
    protected abstract LeaseStore open(TftpTree tree) throws Exception;

    /** Writes a record of a node's lease that the store cannot read; the store has been prepared. */
    protected abstract void writeUnreadableRecord(TftpTree tree, HexIp address) throws Exception;

    /** Leaves behind what the store leaves if its process dies in the middle of recording a lease; the store has been prepared. */
    protected abstract void leaveTemporaryName(TftpTree tree, HexIp address) throws Exception;

    @BeforeEach
    void openStore(TftpTree fresh) throws Exception {
        tree = fresh;
        store = open(tree);
        store.prepare();
    }

    private static Lease lease(HexIp address, String image, Optional<Instant> until) {
        return new Lease(
                new BootLink(address, BootConfigName.of(image)),
                new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), Domain.of("sb8.orbit-lab.org")),
                START,
                until,
                new Requester("10.18.0.9", "7f3a"));
    }

    private static Lease lease(HexIp address) {
        return lease(address, "orbit-2.0.0", Optional.of(START.plusSeconds(600)));
    }

    /** As a request does whose links are made. */
    static void record(LeaseStore store, Lease... leases) {
        store.begin();
        store.record(List.of(leases));
        store.confirm();
        store.end();
    }

    private void forget(HexIp... addresses) {
        store.begin();
        store.forget(Set.of(addresses));
        store.end();
    }

    @Test
    void aNewStoreHasNoLeases() {
        assertThat(store.all()).isEmpty();
        assertThat(store.find(Set.of(NODE1))).isEmpty();
    }

    @Test
    void aLeaseIsFoundAsItWasRecorded() {
        Lease lease = lease(NODE2);

        record(store, lease);

        assertThat(store.all()).containsOnlyKeys(NODE2).containsEntry(NODE2, lease);
        assertThat(store.find(Set.of(NODE2))).containsOnlyKeys(NODE2).containsEntry(NODE2, lease);
    }

    @Test
    void aLeaseUntilClearedHasNoEnd() {
        Lease lease = lease(NODE2, "orbit-2.0.0", Optional.empty());

        record(store, lease);

        assertThat(store.all()).containsEntry(NODE2, lease);
    }

    @Test
    void theLongestNamesAreKept() {
        Lease lease = new Lease(
                new BootLink(NODE2, BootConfigName.of("i".repeat(127))),
                new Node(
                        NodeId.of(("n".repeat(62) + ".").repeat(4) + "n"),
                        Domain.of(("d".repeat(62) + ".").repeat(4) + "d")),
                START,
                Optional.of(Instant.parse("9999-12-31T23:59:59Z")),
                new Requester("w".repeat(128), "._:@%+-" + "r".repeat(121)));

        record(store, lease);

        assertThat(store.all()).containsEntry(NODE2, lease);
    }

    @Test
    void leasesOutliveTheProcess() throws Exception {
        record(store, lease(NODE1), lease(NODE2));

        LeaseStore reopened = open(tree);
        reopened.prepare();

        assertThat(reopened.all()).containsOnlyKeys(NODE1, NODE2).containsEntry(NODE1, lease(NODE1));
    }

    @Test
    void aNewerLeaseTakesTheOlderOnesPlace() {
        Lease newer = lease(NODE2, "orbit-3.0", Optional.of(START.plusSeconds(5)));
        record(store, lease(NODE1), lease(NODE2));

        record(store, newer);

        assertThat(store.all()).containsEntry(NODE1, lease(NODE1)).containsEntry(NODE2, newer);
    }

    @Test
    void onlyTheLeasesThatAreAskedForAreFound() {
        record(store, lease(NODE1), lease(NODE2));

        assertThat(store.find(Set.of(NODE2, HexIp.ofAddress("10.18.1.9")))).containsOnlyKeys(NODE2);
        assertThat(store.find(Set.of())).isEmpty();
    }

    @Test
    void aForgottenLeaseIsGoneForGood() throws Exception {
        record(store, lease(NODE1), lease(NODE2));

        forget(NODE2);

        assertThat(store.all()).containsOnlyKeys(NODE1);
        assertThat(open(tree).all()).containsOnlyKeys(NODE1);
    }

    @Test
    void forgettingWhatThereIsNotChangesNothing() {
        record(store, lease(NODE1));
        TreeSnapshot before = tree.snapshot();

        forget(NODE2);
        forget();
        record(store);

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aWholeGridIsRecordedAtOnce() {
        List<Lease> grid = IntStream.rangeClosed(1, 400)
                .mapToObj(node -> lease(HexIp.ofAddress("10.10." + node / 20 + "." + node % 20)))
                .toList();

        record(store, grid.toArray(Lease[]::new));

        assertThat(store.all().values()).containsExactlyInAnyOrderElementsOf(grid);
        forget(grid.stream().map(Lease::address).toArray(HexIp[]::new));
        assertThat(store.all()).isEmpty();
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aReaderNeverMissesALeaseThatIsRecordedAgain() {
        assertNeverMissesALease(store);
    }

    @Test
    void aReaderInAnotherProcessNeverMissesOneEither() throws Exception {
        assertNeverMissesALease(open(tree));
    }

    private void assertNeverMissesALease(LeaseStore reading) {
        Lease other = lease(NODE2, "orbit-3.0", Optional.empty());
        record(store, lease(NODE1), lease(NODE2));
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Set<Optional<Lease>>> reader = CompletableFuture.supplyAsync(() -> {
            Set<Optional<Lease>> seen = ConcurrentHashMap.newKeySet();
            while (!isOver.get()) {
                seen.add(Optional.ofNullable(reading.all().get(NODE2)));
            }
            return seen;
        });

        for (int round = 0; round < 300; round++) {
            record(store, other);
            record(store, lease(NODE1), lease(NODE2));
        }
        isOver.set(true);

        assertThat(reader.join()).isNotEmpty().isSubsetOf(Optional.of(lease(NODE2)), Optional.of(other));
    }

    @Test
    void aRecordThatCannotBeReadIsPassedOver() throws Exception {
        record(store, lease(NODE1));

        writeUnreadableRecord(tree, NODE2);

        assertThat(store.all()).containsOnlyKeys(NODE1);
        assertThat(store.find(Set.of(NODE1, NODE2))).containsOnlyKeys(NODE1);
    }

    @Test
    void aRecordThatCannotBeReadGivesWayToALease() throws Exception {
        writeUnreadableRecord(tree, NODE2);

        record(store, lease(NODE2));

        assertThat(store.find(Set.of(NODE2))).containsEntry(NODE2, lease(NODE2));
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aRecordThatCannotBeReadIsLeftAlone() throws Exception {
        writeUnreadableRecord(tree, NODE2);
        forget();
        TreeSnapshot before = tree.snapshot();

        store.prepare();
        record(store, lease(NODE1));
        forget(NODE1);

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void prepareRemovesWhatADeadProcessLeftAndNothingElse() throws Exception {
        record(store, lease(NODE2));
        TreeSnapshot before = tree.snapshot();
        leaveTemporaryName(tree, NODE1);
        leaveTemporaryName(tree, NODE2);
        assertThat(tree.snapshot()).as("leaveTemporaryName leaves something").isNotEqualTo(before);

        open(tree).prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void leasesOfManyRequestsEndEachByItself() throws Exception {
        Lease renewed = lease(NODE2, "orbit-3.0", Optional.empty());
        List<Lease> grid = IntStream.rangeClosed(1, 100)
                .mapToObj(node -> lease(HexIp.ofAddress("10.10.1." + node)))
                .toList();
        record(store, lease(NODE1), lease(NODE2));
        record(store, grid.toArray(Lease[]::new));
        record(store, renewed);

        grid.stream().skip(1).map(Lease::address).forEach(this::forget);
        forget(NODE1);

        assertThat(store.all().values()).containsExactlyInAnyOrder(renewed, grid.get(0));
        assertThat(open(tree).all()).isEqualTo(store.all());
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aLeaseThatReplacedAnotherAndIsForgottenBringsNoneBack() throws Exception {
        record(store, lease(NODE1), lease(NODE2));
        record(store, lease(NODE2, "orbit-3.0", Optional.empty()));

        forget(NODE2);

        assertThat(store.all()).containsOnlyKeys(NODE1);
        assertThat(open(tree).all()).containsOnlyKeys(NODE1);
    }

    @Test
    void whatOneProcessChangesAnotherOneSeesAtOnce() throws Exception {
        LeaseStore other = open(tree);
        for (int round = 0; round < 50; round++) {
            record(store, lease(NODE2, "orbit-" + round, Optional.empty()));
            assertThat(other.find(Set.of(NODE2))).isEqualTo(store.all());

            record(other, lease(NODE1, "orbit-" + round, Optional.empty()));
            assertThat(store.all()).hasSize(2).isEqualTo(other.all());

            other.begin();
            other.forget(Set.of(NODE1, NODE2));
            other.end();
            assertThat(store.find(Set.of(NODE1, NODE2))).isEmpty();
        }
    }

    @Test
    void preparingTwiceIsPreparingOnce() {
        record(store, lease(NODE2));
        TreeSnapshot before = tree.snapshot();

        store.prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }
}
