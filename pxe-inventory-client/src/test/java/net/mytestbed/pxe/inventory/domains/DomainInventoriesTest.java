package net.mytestbed.pxe.inventory.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.cache.CachedInventory;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DomainInventoriesTest extends InventoryContract {
    private static final Domain NORBIT = Domain.of("norbit");
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final Node NORBIT1 = node("omf.nicta.node1", NORBIT);
    private static final Node NORBIT2 = node("omf.nicta.node2", NORBIT);
    private static final Node SB8_1 = node("node1-1", SB8);
    private static final Node SB8_2 = node("node1-2", SB8);

    private final FakeInventory norbit = SampleTestbeds.norbit();
    private final FakeInventory others = SampleTestbeds.sandbox8();
    private final DomainInventories inventories =
            new DomainInventories(ImmutableMap.of(NORBIT, norbit), Optional.of(others));

    private static Node node(String name, Domain domain) {
        return new Node(NodeId.of(name), domain);
    }

    /** The content's nodes over two inventories. */
    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return new DomainInventories(ImmutableMap.of(NORBIT, content.content()), Optional.of(content));
    }

    @Test
    void eachNodeIsAskedForAtTheInventoryOfItsDomain() {
        InventoryAnswer answer = inventories.lookup(ImmutableSet.of(SB8_2, NORBIT1), Wanted.ADDRESS);
        assertThat(answer.nodes().values())
                .extracting(
                        InventoryNode::node,
                        known -> known.address().orElseThrow().address())
                .containsExactly(tuple(SB8_2, "10.18.1.2"), tuple(NORBIT1, "10.0.0.1"));
    }

    @Test
    void theAnswersAreJoinedInTheOrderOfTheRequest() {
        InventoryAnswer answer = inventories.lookup(ImmutableSet.of(NORBIT2, SB8_2, NORBIT1, SB8_1), Wanted.ADDRESS);
        assertThat(answer.nodes().keySet()).containsExactly(NORBIT2, SB8_2, NORBIT1, SB8_1);
    }

    @Test
    void anInventoryIsAskedOnceForAllOfItsNodes() {
        inventories.lookup(ImmutableSet.of(NORBIT2, SB8_2, NORBIT1, SB8_1), Wanted.ADDRESS);
        assertThat(norbit.lookups()).isEqualTo(1);
        assertThat(others.lookups()).isEqualTo(1);
    }

    @Test
    void anInventoryOfTwoDomainsIsAskedOnceForBothAlsoAnew() {
        FakeInventory both = SampleTestbeds.all();
        CachedInventory remembering = new CachedInventory(both, CachePolicy.DEFAULT);
        DomainInventories shared =
                new DomainInventories(ImmutableMap.of(NORBIT, remembering, SB8, remembering), Optional.empty());

        assertThat(shared.fresh()
                        .lookup(ImmutableSet.of(NORBIT1, SB8_1), Wanted.ADDRESS)
                        .nodes())
                .containsOnlyKeys(NORBIT1, SB8_1);
        assertThat(both.lookups()).isEqualTo(1);
    }

    @Test
    void anInventoryThatNoNodeNeedsIsNotAsked() {
        norbit.fail(Problem.of(ProblemCode.INVENTORY_DOWN, "down"));
        assertThat(inventories.lookup(ImmutableSet.of(SB8_1), Wanted.ADDRESS).nodes())
                .containsOnlyKeys(SB8_1);
        assertThat(norbit.lookups()).isZero();
    }

    @Test
    @Timeout(30)
    void theInventoriesOfOneRequestAreAskedAtTheSameTime() {
        CyclicBarrier bothAsked = new CyclicBarrier(2);
        DomainInventories waiting = new DomainInventories(
                ImmutableMap.of(NORBIT, meeting(norbit, bothAsked)), Optional.of(meeting(others, bothAsked)));
        assertThat(waiting.lookup(ImmutableSet.of(NORBIT1, SB8_1), Wanted.ADDRESS)
                        .nodes())
                .hasSize(2);
    }

    /** Answers only while another one is asked too. */
    private static Inventory meeting(Inventory inventory, CyclicBarrier others) {
        return new Inventory() {
            @Override
            public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
                try {
                    others.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return inventory.lookup(nodes, wanted);
            }

            @Override
            public InventoryAnswer list(Domain domain, Wanted wanted) {
                return inventory.list(domain, wanted);
            }
        };
    }

    @Test
    void whatIsWrongAtEveryInventoryIsToldAtOnce() {
        norbit.fail(Problem.of(ProblemCode.INVENTORY_DOWN, "down"));
        Node ghost = node("ghost", SB8);
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> inventories.lookup(ImmutableSet.of(SB8_1, NORBIT1, ghost), Wanted.ADDRESS))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.INVENTORY_DOWN, ProblemCode.UNKNOWN_NODE));
    }

    @Test
    void aDomainIsListedAtItsInventory() {
        assertThat(inventories.list(NORBIT, Wanted.ADDRESS).nodes()).hasSize(4);
        assertThat(others.lists()).isZero();
    }

    @Test
    void withoutADefaultOtherDomainsAreUnknown() {
        DomainInventories only = new DomainInventories(ImmutableMap.of(NORBIT, norbit), Optional.empty());
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> only.lookup(ImmutableSet.of(SB8_1, SB8_2, NORBIT1), Wanted.ADDRESS))
                .withMessageContaining("No inventory is configured for the domain sb8.orbit-lab.org")
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_DOMAIN));
        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> only.list(SB8, Wanted.ADDRESS));
    }

    /** Says which of the two views of it was asked. */
    private record Remembering(Instant heard, boolean anew) implements Inventory {
        @Override
        public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
            InventoryAnswer answer = SampleTestbeds.all().content().lookup(nodes, wanted);
            return new InventoryAnswer(answer.nodes(), answer.problems(), anew ? Optional.empty() : Optional.of(heard));
        }

        @Override
        public InventoryAnswer list(Domain domain, Wanted wanted) {
            return new InventoryAnswer(ImmutableMap.of(), ImmutableList.of(), Optional.of(heard));
        }

        @Override
        public Inventory fresh() {
            return new Remembering(heard, true);
        }
    }

    @Test
    void aJoinedAnswerIsAsStaleAsItsStalestPart() {
        Instant noon = Instant.parse("2016-01-24T12:00:00Z");
        DomainInventories stale = new DomainInventories(
                ImmutableMap.of(NORBIT, new Remembering(noon.plusSeconds(60), false)),
                Optional.of(new Remembering(noon, false)));
        ImmutableSet<Node> nodes = ImmutableSet.of(NORBIT1, SB8_1);
        assertThat(stale.lookup(nodes, Wanted.ADDRESS).staleSince()).contains(noon);
        assertThat(stale.fresh().lookup(nodes, Wanted.ADDRESS).staleSince()).isEmpty();
    }
}
