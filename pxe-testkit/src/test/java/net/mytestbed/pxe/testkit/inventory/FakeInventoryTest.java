package net.mytestbed.pxe.testkit.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;

class FakeInventoryTest extends InventoryContract {
    private static final Problem DOWN = Problem.of(ProblemCode.INVENTORY_DOWN, "The inventory is down.");
    private static final Problem SLOW = Problem.of(ProblemCode.INVENTORY_SLOW, "The inventory is slow.");

    private final FakeInventory inventory = SampleTestbeds.sandbox8();

    @Override
    protected Inventory inventoryOf(FakeInventory content) {
        return content;
    }

    private void ask() {
        inventory.lookup(ImmutableSet.of(), Wanted.ADDRESS);
    }

    @Test
    void enqueuedFailuresComeOnceInTheirOrder() {
        inventory.enqueueFailure(DOWN).enqueueFailure(SLOW);
        assertThatExceptionOfType(PxeException.class).isThrownBy(this::ask).withMessage(DOWN.sentence());
        assertThatExceptionOfType(PxeException.class).isThrownBy(this::ask).withMessage(SLOW.sentence());
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void anOutageLastsUntilRecovery() {
        inventory.fail(DOWN);
        assertThatExceptionOfType(PxeException.class).isThrownBy(this::ask);
        assertThatExceptionOfType(PxeException.class).isThrownBy(this::ask);
        inventory.recover();
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void callsAreCountedFailuresIncluded() {
        inventory.enqueueFailure(DOWN);
        assertThatExceptionOfType(PxeException.class).isThrownBy(this::ask);
        ask();
        inventory.list(Domain.of("sb8.orbit-lab.org"), Wanted.ADDRESS);
        assertThat(inventory.lookups()).isEqualTo(2);
        assertThat(inventory.lists()).isEqualTo(1);
    }

    @Test
    void theGridHas400NodesByTheirCoordinates() {
        assertThat(SampleTestbeds.grid().nodes()).hasSize(400).anySatisfy(node -> {
            assertThat(node.node()).hasToString("node20-7.grid.orbit-lab.org");
            assertThat(node.address()).contains(HexIp.ofAddress("10.10.20.7"));
        });
    }
}
