package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MoreCollectors;
import java.net.URI;
import java.time.Duration;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An inventory of OMF's that answers nonsense, or too late, or not at all. */
@Timeout(60)
class OmfFailuresTest {
    private static final Domain NORBIT = Domain.of("norbit");
    private static final Node NODE1 = new Node(NodeId.of("omf.nicta.node1"), NORBIT);
    private static final Node NODE2 = new Node(NodeId.of("omf.nicta.node2"), NORBIT);
    private static final TimeLimits SHORT = new TimeLimits(
            Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(5));

    @RegisterExtension
    final FakeServers servers = new FakeServers();

    private static ImmutableList<Problem> failures(HttpInventory inventory, Wanted wanted, ImmutableSet<Node> nodes) {
        return assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> inventory.lookup(nodes, wanted))
                .actual()
                .problems();
    }

    private static HttpInventory inventory(FakeInventoryServer server, TimeLimits limits) {
        return new HttpInventory(server.url(), InventoryDialect.OMF, limits);
    }

    private static Problem failure(FakeInventoryServer server) {
        return failure(server, TimeLimits.DEFAULT);
    }

    private static Problem failure(FakeInventoryServer server, TimeLimits limits) {
        return failures(inventory(server, limits), Wanted.ADDRESS, ImmutableSet.of(NODE1)).stream()
                .collect(MoreCollectors.onlyElement());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "STATUS_500",
                "HTML",
                "EMPTY",
                "OTHER_XML",
                "HUGE",
                "ENTITY_BOMB",
                "EXTERNAL_ENTITY",
                "DEEP",
                "REDIRECT_LOOP"
            })
    void anAnswerThatMakesNoSenseNamesTheNodeAndTheUrl(Fault fault) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(fault);
        Problem problem = failure(server);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
        assertThat(problem.node()).contains("omf.nicta.node1");
        assertThat(problem.sentence())
                .contains(server.url() + "/getControlIP?hrn=omf.nicta.node1&domain=norbit")
                .hasSizeLessThan(600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STATUS_500 | status 500",
                "STATUS_500 | \"Internal Server Error\"",
                "OTHER_XML  | its root is \"rss\", expected CONTROL_IP",
                "EMPTY      | nothing in it",
                "HTML       | \"<!DOCTYPE html>",
            })
    void whatCameInsteadOfAnAnswerIsToldToTheOperator(Fault fault, String told) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(fault);
        assertThat(failure(server).sentence()).contains(told);
    }

    @Test
    void everyNodeForWhichNothingSensibleCameIsNamed() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(Fault.STATUS_500);
        assertThat(failures(
                        inventory(server, TimeLimits.DEFAULT), Wanted.ADDRESS_AND_IMAGE, ImmutableSet.of(NODE1, NODE2)))
                .extracting(problem -> problem.node().orElseThrow())
                .containsExactly("omf.nicta.node1", "omf.nicta.node2");
    }

    @Test
    void aFailingDatabaseIsAnInventoryThatIsDownAndNotAnUnknownNode() {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(Fault.DATABASE_ERROR);
        Problem problem = failure(server);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_DOWN);
        assertThat(problem.sentence()).contains("Error when accessing the Inventory Database");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REFUSE", "RESET", "HALF_AN_ANSWER"})
    void aBrokenConnectionIsAnInventoryThatIsDown(Fault fault) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(fault);
        Problem problem = failure(server);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVENTORY_DOWN);
        assertThat(problem.sentence()).contains(server.url().toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG", "TRICKLE"})
    void anAnswerThatDoesNotComeToAnEndIsSlowAfterTheTimeForOne(Fault fault) {
        FakeInventoryServer server = servers.serve(SampleTestbeds.norbit()).fault(fault);
        Stopwatch waiting = Stopwatch.createStarted();
        assertThat(failure(server, SHORT).code()).isEqualTo(ProblemCode.INVENTORY_SLOW);
        assertThat(waiting.elapsed()).isBetween(SHORT.answer(), SHORT.request());
    }

    @Test
    void manySlowAnswersTogetherEndWithTheTimeForTheWholeRequest() {
        FakeInventory grid = SampleTestbeds.grid();
        FakeInventoryServer server =
                servers.serve(grid).fault("getAllNodes", Fault.STATUS_500).delay(Duration.ofMillis(100));
        ImmutableSet<Node> nodes =
                grid.content().testbeds().values().asList().get(0).keySet();
        TimeLimits limits = new TimeLimits(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(5));
        HttpInventory inventory = inventory(server, limits);
        Stopwatch waiting = Stopwatch.createStarted();
        assertThat(failures(inventory, Wanted.ADDRESS, nodes))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INVENTORY_SLOW);
        assertThat(waiting.elapsed()).isBetween(limits.request(), limits.answer());
    }

    @Test
    void aHostThatNobodyKnowsIsAnInventoryThatIsDown() {
        HttpInventory inventory = new HttpInventory(
                URI.create("http://inventory.invalid:5054/inventory"), InventoryDialect.OMF, TimeLimits.DEFAULT);
        assertThat(failures(inventory, Wanted.ADDRESS, ImmutableSet.of(NODE1)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INVENTORY_DOWN);
    }
}
