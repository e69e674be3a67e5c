package net.mytestbed.pxe.testkit.tftp;

import static net.mytestbed.pxe.testkit.tftp.LeaseStoreContract.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link LeaseStore} keeps of a change of links and leases that was begun and never ended, and what it makes of it. The
 * test of one extends this class and says how to open it.
 */
@ExtendWith(TftpTreeExtension.class)
public abstract class UnfinishedChangeContract {
    private static final HexIp NODE1 = HexIp.ofAddress("10.18.1.1");
    private static final HexIp NODE2 = HexIp.ofAddress("10.18.1.2");
    private static final Instant START = Instant.parse("2016-01-24T23:37:18Z");
    private static final Lease BEFORE = lease(NODE1, "orbit-2.0.0", "r1");
    private static final Lease AFTER = lease(NODE1, "orbit-3.1", "r2");
    private static final int LONGEST_SECONDS = 30;

    private TftpTree tree;
    private LeaseStore store;

    /**
     * Opens the store under test, with its records in the tree's {@link TftpTree#stateDir} if it keeps them in files. A test may open
     * one tree several times, as a process that starts again does.
     */
    protected abstract LeaseStore open(TftpTree tree) throws Exception;

    @BeforeEach
    void openStore(TftpTree fresh) throws Exception {
        tree = fresh;
        store = open(tree);
        store.prepare();
    }

    private static Lease lease(HexIp address, String image, String request) {
        return new Lease(
                new BootLink(address, BootConfigName.of(image)),
                new Node(NodeId.of("node1-1.sb8.orbit-lab.org"), Domain.of("sb8.orbit-lab.org")),
                START,
                Optional.of(START.plusSeconds(600)),
                new Requester("10.18.0.9", request));
    }

    private static LinkTable table(LinkEntry... entries) {
        return LinkTable.of(List.of(entries));
    }

    private void recordAndDie(Lease... leases) {
        store.begin();
        store.record(List.of(leases));
    }

    @Test
    void aStoreThatWasNeverUsedHasNothingUnfinished() throws Exception {
        assertThat(store.isUnfinished()).isFalse();
        assertThat(open(tree).isUnfinished()).isFalse();
    }

    @Test
    void aChangeThatWasBegunIsUnfinishedForEveryoneUntilItEnds() throws Exception {
        store.begin();
        assertThat(store.isUnfinished()).isTrue();
        assertThat(open(tree).isUnfinished()).isTrue();

        store.end();
        assertThat(store.isUnfinished()).isFalse();
        assertThat(open(tree).isUnfinished()).isFalse();
    }

    @Test
    void theNextProcessStillFindsItAfterItHasPrepared() throws Exception {
        store.begin();

        LeaseStore next = open(tree);
        next.prepare();

        assertThat(next.isUnfinished()).isTrue();
        next.end();
        assertThat(store.isUnfinished()).isFalse();
    }

    @Test
    void aChangeThatEndedLeavesNothingMoreThanOneBefore() {
        store.begin();
        store.end();
        TreeSnapshot before = tree.snapshot();

        store.begin();
        store.end();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void endingWhatWasNotBegunIsNoFailure() {
        store.end();

        assertThat(store.isUnfinished()).isFalse();
    }

    @Test
    void aMarkIsNoLease() {
        store.begin();

        assertThat(store.all()).isEmpty();
    }

    @Test
    void aLeaseWhoseLinkStandsIsKeptByMending() {
        record(store, BEFORE);
        recordAndDie(AFTER);

        store.mend(table(AFTER.link()));

        assertThat(store.all()).containsOnlyKeys(NODE1).containsEntry(NODE1, AFTER);
    }

    @Test
    void aLeaseWhoseLinkWasNeverMadeIsForgotten() {
        recordAndDie(AFTER, lease(NODE2, "orbit-2.0.0", "r1"));

        store.mend(table(new BootLink(NODE2, BootConfigName.of("orbit-2.0.0"))));

        assertThat(store.all()).containsOnlyKeys(NODE2);
    }

    @Test
    void aLinkOfOursThatWasNotReplacedHasALeaseAgain() throws Exception {
        record(store, BEFORE);
        recordAndDie(AFTER);

        LeaseStore next = open(tree);
        next.mend(table(BEFORE.link()));

        assertThat(next.all()).containsOnlyKeys(NODE1).containsEntry(NODE1, BEFORE);
        assertThat(open(tree).all()).isEqualTo(next.all());
    }

    @Test
    void aLinkThatIsNeitherTheOneBeforeNorTheOneAskedForIsTheOperators() {
        record(store, BEFORE);
        recordAndDie(AFTER);

        store.mend(table(new BootLink(NODE1, BootConfigName.of("own-config"))));

        assertThat(store.all()).isEmpty();
    }

    @Test
    void aLinkThatStoodWithoutALeaseGetsNone() {
        recordAndDie(AFTER);

        store.mend(table(BEFORE.link()));

        assertThat(store.all()).isEmpty();
    }

    @Test
    void mendingTwiceIsMendingOnce() {
        record(store, BEFORE);
        recordAndDie(AFTER);
        store.mend(table(BEFORE.link()));
        TreeSnapshot before = tree.snapshot();

        store.mend(table(BEFORE.link()));

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aLeaseThatIsRevokedLetsTheOneBeforeCountAgain() throws Exception {
        record(store, BEFORE);
        recordAndDie(AFTER, lease(NODE2, "orbit-3.1", "r2"));
        assertThat(store.all()).containsOnlyKeys(NODE1, NODE2).containsEntry(NODE1, AFTER);

        store.revoke();
        store.end();

        assertThat(store.all()).containsOnlyKeys(NODE1).containsEntry(NODE1, BEFORE);
        record(store, lease(NODE2, "orbit-3.1", "r3"));
        assertThat(open(tree).all()).containsOnlyKeys(NODE1, NODE2).containsEntry(NODE1, BEFORE);
        PxeAssertions.assertThat(tree).hasNoTemporaryNames();
    }

    @Test
    void aRevokedLeaseIsMendedAsIfNothingHadCome() {
        record(store, BEFORE);
        recordAndDie(AFTER);
        store.revoke();

        store.mend(table(AFTER.link()));

        assertThat(store.all()).isEmpty();
    }

    @Test
    void aConfirmedLeaseIsNotRevoked() {
        record(store, BEFORE);

        store.begin();
        store.revoke();
        store.end();

        assertThat(store.all()).containsEntry(NODE1, BEFORE);
    }

    @Test
    void aLeaseOfAnEarlierProcessIsNotRevoked() throws Exception {
        record(store, BEFORE);

        LeaseStore next = open(tree);
        next.begin();
        next.revoke();
        next.end();

        assertThat(next.all()).containsEntry(NODE1, BEFORE);
    }

    @Test
    void ofThreeLeasesTheNewestThatCoversTheLinkIsKeptByMending() throws Exception {
        record(store, BEFORE);
        recordAndDie(lease(NODE1, "orbit-2.0.0", "r2"));
        LeaseStore next = open(tree);
        next.record(List.of(AFTER));

        open(tree).mend(table(BEFORE.link()));

        assertThat(open(tree).all()).containsOnlyKeys(NODE1).containsEntry(NODE1, lease(NODE1, "orbit-2.0.0", "r2"));
        next.mend(table());
        assertThat(open(tree).all()).isEmpty();
    }

    @Test
    void settlingChangesNothingAndReturnsWhereNothingHasChanged() {
        store.settle();
        record(store, BEFORE);
        TreeSnapshot before = tree.snapshot();

        store.settle();
        store.settle();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void manyWhoSettleAtOnceAllReturn() {
        record(store, AFTER);
        CompletableFuture<?>[] waiting = Stream.generate(() -> CompletableFuture.runAsync(store::settle))
                .limit(16)
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(waiting)).succeedsWithin(LONGEST_SECONDS, TimeUnit.SECONDS);
    }
}
