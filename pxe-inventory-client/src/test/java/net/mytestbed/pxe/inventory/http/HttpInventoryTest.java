package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSet;
import java.net.URI;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.InventoryContract;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An inventory that finds out by itself how its service is spoken to. */
@Timeout(60)
class HttpInventoryTest extends InventoryContract {
    private static final Domain SB8 = Domain.of("sb8.orbit-lab.org");
    private static final ImmutableSet<Node> NODE1 = ImmutableSet.of(node("node1-1.sb8.orbit-lab.org"));
    private static final ImmutableSet<Node> GHOST = ImmutableSet.of(node("ghost.sb8.orbit-lab.org"));

    @RegisterExtension
    final FakeServers servers = new FakeServers();

    private final FakeInventoryServer server = servers.serve(SampleTestbeds.sandbox8());
    private final HttpInventory inventory = inventory(server);

    private static Node node(String name) {
        return new Node(NodeId.of(name), SB8);
    }

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return inventory(servers.serve(content).speakOrbit());
    }

    private static HttpInventory inventory(FakeInventoryServer server) {
        return new HttpInventory(server.url(), InventoryDialect.AUTO, TimeLimits.DEFAULT);
    }

    private InventoryAnswer lookup(ImmutableSet<Node> nodes) {
        return inventory.lookup(nodes, Wanted.ADDRESS_AND_IMAGE);
    }

    private void speak(InventoryDialect dialect) {
        if (dialect == InventoryDialect.ORBIT) {
            server.speakOrbit();
        }
    }

    @ParameterizedTest
    @EnumSource(value = InventoryDialect.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void eitherDialectIsFoundOutByALookup(InventoryDialect dialect) {
        speak(dialect);
        assertThat(lookup(NODE1).nodes().keySet()).isEqualTo(NODE1);
    }

    @ParameterizedTest
    @EnumSource(value = InventoryDialect.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void eitherDialectIsFoundOutByAList(InventoryDialect dialect) {
        speak(dialect);
        assertThat(inventory.list(SB8, Wanted.ADDRESS_AND_IMAGE).nodes()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = InventoryDialect.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void theDialectIsRemembered(InventoryDialect dialect) {
        speak(dialect);
        lookup(NODE1);
        int callsAtFirst = server.calls();
        lookup(NODE1);
        assertThat(server.calls() - callsAtFirst).isEqualTo(dialect == InventoryDialect.ORBIT ? 1 : 2);
    }

    @ParameterizedTest
    @EnumSource(value = InventoryDialect.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aNodeThatIsUnknownAtTheFirstRequestIsUnknownInEitherDialect(InventoryDialect dialect) {
        speak(dialect);
        assertThat(lookup(GHOST).problems()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_NODE);
        assertThat(lookup(NODE1).nodes().keySet()).isEqualTo(NODE1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "OTHER_XML", "HTML", "STATUS_500"})
    void whateverAnOrbitServiceAnswersToOmfsCallsItIsNotTakenForOmfs(Fault fault) {
        server.speakOrbit().fault("getControlIP", fault).fault("getListOfResources", fault);
        assertThat(lookup(NODE1).nodes().keySet()).isEqualTo(NODE1);
        assertThat(inventory(server).list(SB8, Wanted.ADDRESS).nodes()).hasSize(2);
    }

    @Test
    void nonsenseAtTheFirstRequestIsNotTakenForADialect() {
        server.speakOrbit().fault(Fault.HTML);
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> lookup(NODE1))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.INVENTORY_NONSENSE));
        server.heal();
        assertThat(lookup(NODE1).nodes().keySet()).isEqualTo(NODE1);
    }

    @Test
    void noNodesCostNoCall() {
        lookup(ImmutableSet.of());
        assertThat(server.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://inventory/", "inventory:5054", "http:///inventory", "http://inventory/?a=b", "file:/etc/x"
            })
    void aUrlThatIsNoHttpServiceIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpInventory(URI.create(url), InventoryDialect.OMF, TimeLimits.DEFAULT))
                .withMessageContaining("\"" + url + "\" is not the URL of an inventory");
    }

    @Test
    void aUrlWithAPasswordIsRefusedAndNotTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpInventory(
                        URI.create("http://am:secret@inventory/"), InventoryDialect.OMF, TimeLimits.DEFAULT))
                .withMessageStartingWith("The URL of the inventory on inventory names a user.")
                .withMessageNotContaining("secret");
    }
}
