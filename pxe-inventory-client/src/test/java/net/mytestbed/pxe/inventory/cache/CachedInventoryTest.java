package net.mytestbed.pxe.inventory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeTestbed;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;

class CachedInventoryTest extends InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NODE1 = node("node1-1.sb8.orbit-lab.org");
    private static final Node NODE2 = node("node1-2.sb8.orbit-lab.org");
    private static final Node GHOST = node("ghost.sb8.orbit-lab.org");
    private static final Instant NOON = Instant.parse("2016-01-24T12:00:00Z");
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofMinutes(10);
    private static final Duration UNKNOWN = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Problem DOWN = Problem.of(ProblemCode.INVENTORY_DOWN, "The inventory is down.");

    private final AtomicLong elapsed = new AtomicLong();
    private final FakeInventory origin = SampleTestbeds.sandbox8();
    private final CachedInventory inventory = cached(origin);

    private static Node node(String name) {
        return new Node(NodeId.of(name), SB8);
    }

    private CachedInventory cached(Inventory asked) {
        return new CachedInventory(
                asked, new CachePolicy(FRESH, STALE), () -> NOON.plusNanos(elapsed.get()), elapsed::get);
    }

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return cached(content);
    }

    private void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    private InventoryAnswer lookup(Node... nodes) {
        return lookup(inventory, nodes);
    }

    private static InventoryAnswer lookup(Inventory asked, Node... nodes) {
        return asked.lookup(ImmutableSet.copyOf(nodes), Wanted.ADDRESS_AND_IMAGE);
    }

    private InventoryAnswer list() {
        return inventory.list(SB8, Wanted.ADDRESS_AND_IMAGE);
    }

    private static String address(InventoryAnswer answer, Node node) {
        return Optional.ofNullable(answer.nodes().get(node))
                .flatMap(InventoryNode::address)
                .map(HexIp::address)
                .orElse("none");
    }

    private void enter(String name, String address) {
        origin.domain(SB8.value(), (FakeTestbed sb8) -> sb8.image("orbit-2.0.0").node(name, address));
    }

    private static void assertFails(Runnable request, ProblemCode code) {
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(request::run)
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(code));
    }

    @Test
    void aNodeIsAskedForOnceWhileItIsFresh() {
        lookup(NODE2);
        pass(FRESH.minus(MOMENT));
        assertThat(address(lookup(NODE2), NODE2)).isEqualTo("10.18.1.2");
        assertThat(origin.lookups()).isEqualTo(1);
    }

    @Test
    void aNodeThatIsNotFreshAnyMoreIsAskedForAgain() {
        lookup(NODE2);
        enter("node1-2", "10.18.1.77");
        pass(FRESH);
        assertThat(address(lookup(NODE2), NODE2)).isEqualTo("10.18.1.77");
    }

    @Test
    void onlyNodesThatAreNotRememberedAreAskedFor() {
        lookup(NODE1);
        enter("node1-2", "10.18.1.2");
        assertThat(lookup(NODE1, NODE2).nodes().keySet()).containsExactly(NODE1, NODE2);
    }

    @Test
    void whatWasSaidOfAddressAndImageServesWhoWantsTheAddress() {
        lookup(NODE2);
        inventory.lookup(ImmutableSet.of(NODE2), Wanted.ADDRESS);
        assertThat(origin.lookups()).isEqualTo(1);
    }

    @Test
    void whatWasSaidOfTheAddressDoesNotServeWhoWantsTheImage() {
        inventory.lookup(ImmutableSet.of(NODE2), Wanted.ADDRESS);
        lookup(NODE2);
        assertThat(origin.lookups()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsUnknownIsAskedForOnceInABriefTime() {
        lookup(GHOST);
        pass(UNKNOWN.minus(MOMENT));
        assertThat(lookup(GHOST).problems()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_NODE);
        assertThat(origin.lookups()).isEqualTo(1);
    }

    @Test
    void aNodeThatIsEnteredIsFoundAfterABriefTime() {
        lookup(GHOST);
        enter("ghost", "10.18.1.9");
        pass(UNKNOWN);
        assertThat(address(lookup(GHOST), GHOST)).isEqualTo("10.18.1.9");
    }

    @Test
    void aNodeIsCalledAsItIsCalledNow() {
        lookup(NODE2);
        NodeId shouted = NodeId.of("NODE1-2.sb8.orbit-lab.org");
        assertThat(lookup(new Node(shouted, SB8))
                        .nodes()
                        .values()
                        .asList()
                        .get(0)
                        .node()
                        .id())
                .isEqualTo(shouted);
    }

    @Test
    void aListIsAskedForOnceWhileItIsFresh() {
        list();
        pass(FRESH.minus(MOMENT));
        assertThat(list().nodes()).hasSize(2);
        assertThat(origin.lists()).isEqualTo(1);
    }

    @Test
    void aListThatIsNotFreshAnyMoreIsAskedForAgain() {
        list();
        enter("node1-2", "10.18.1.77");
        pass(FRESH);
        assertThat(list().nodes()).hasSize(1);
    }

    @Test
    void theNodesOfAListAreRemembered() {
        list();
        lookup(NODE1, NODE2);
        assertThat(origin.lookups()).isZero();
    }

    @Test
    void whatWasSaidServesWhenTheInventoryFailsAndTheAnswerTellsSinceWhen() {
        lookup(NODE2);
        pass(STALE.minus(MOMENT));
        origin.fail(DOWN);
        InventoryAnswer answer = lookup(NODE2);
        assertThat(address(answer, NODE2)).isEqualTo("10.18.1.2");
        assertThat(answer.staleSince()).contains(NOON);
    }

    @Test
    void theAnswerTellsTheTimeOfTheOldestThatServes() {
        lookup(NODE1);
        pass(Duration.ofMinutes(1));
        lookup(NODE2);
        pass(Duration.ofMinutes(1));
        origin.fail(DOWN);
        assertThat(lookup(NODE2, NODE1).staleSince()).contains(NOON);
    }

    @Test
    void whatWasSaidTooLongAgoServesNoMore() {
        lookup(NODE2);
        pass(STALE);
        origin.fail(DOWN);
        assertFails(() -> lookup(NODE2), ProblemCode.INVENTORY_DOWN);
    }

    @Test
    void aRequestThatNeedsMoreThanIsRememberedFails() {
        lookup(NODE2);
        pass(FRESH);
        origin.fail(DOWN);
        assertFails(() -> lookup(NODE1, NODE2), ProblemCode.INVENTORY_DOWN);
    }

    @Test
    void aListServesWhenTheInventoryFails() {
        list();
        pass(FRESH);
        origin.fail(DOWN);
        assertThat(list().staleSince()).contains(NOON);
    }

    @Test
    void whatIsAnsweredAgainIsNotStale() {
        lookup(NODE2);
        pass(FRESH);
        origin.fail(DOWN);
        lookup(NODE2);
        origin.recover();
        assertThat(lookup(NODE2).staleSince()).isEmpty();
    }

    @Test
    void aNodeThatIsNoLongerKnownDoesNotComeBackWhenTheInventoryFails() {
        lookup(NODE2);
        pass(FRESH);
        enter("node1-1", "10.18.1.1");
        lookup(NODE2);
        pass(FRESH);
        origin.fail(DOWN);
        assertFails(() -> lookup(NODE2), ProblemCode.INVENTORY_DOWN);
    }

    @Test
    void aDomainThatIsNoLongerKnownIsRefusedWhateverWasSaid() {
        list();
        pass(FRESH);
        origin.fail(Problem.of(ProblemCode.UNKNOWN_DOMAIN, "No such domain."));
        assertFails(this::list, ProblemCode.UNKNOWN_DOMAIN);
    }

    @Test
    void aFailureIsNotRemembered() {
        origin.enqueueFailure(DOWN);
        assertFails(() -> lookup(NODE2), ProblemCode.INVENTORY_DOWN);
        assertThat(lookup(NODE2).nodes()).hasSize(1);
    }

    @Test
    void whoWantsItFreshGetsWhatTheInventorySaysNow() {
        lookup(NODE2);
        enter("node1-2", "10.18.1.77");
        assertThat(address(lookup(inventory.fresh(), NODE2), NODE2)).isEqualTo("10.18.1.77");
        assertThat(address(lookup(NODE2), NODE2)).isEqualTo("10.18.1.77");
    }

    @Test
    void whoWantsAListFreshGetsWhatTheInventorySaysNow() {
        list();
        enter("node1-2", "10.18.1.77");
        assertThat(inventory.fresh().list(SB8, Wanted.ADDRESS_AND_IMAGE).nodes())
                .hasSize(1);
    }

    @Test
    void whoWantsItFreshGetsNothingStale() {
        lookup(NODE2);
        origin.fail(DOWN);
        assertFails(() -> lookup(inventory.fresh(), NODE2), ProblemCode.INVENTORY_DOWN);
    }

    @Test
    void aListIsNotOlderThanANodeOfItThatWasAskedForAnew() {
        list();
        enter("node1-2", "10.18.1.77");
        lookup(inventory.fresh(), NODE2);
        assertThat(address(list(), node("node1-2"))).isEqualTo("10.18.1.77");
    }

    @Test
    void afterARefreshEverythingIsAskedForAnew() {
        lookup(NODE2);
        list();
        enter("node1-2", "10.18.1.77");
        inventory.refresh();
        assertThat(address(lookup(NODE2), NODE2)).isEqualTo("10.18.1.77");
        assertThat(list().nodes()).hasSize(1);
    }

    @Test
    void afterARefreshWhatWasSaidMayStillServe() {
        lookup(NODE2);
        inventory.refresh();
        origin.fail(DOWN);
        assertThat(lookup(NODE2).staleSince()).contains(NOON);
    }
}
