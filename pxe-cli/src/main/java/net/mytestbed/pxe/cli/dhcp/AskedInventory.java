package net.mytestbed.pxe.cli.dhcp;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * What the inventories say of whole domains.
 *
 * @param domains the domains that were asked for
 * @param answers what was said, of those that were answered for
 * @param failures why others were not
 */
public record AskedInventory(
        ImmutableSet<Domain> domains, ImmutableList<InventoryAnswer> answers, ImmutableList<Problem> failures) {
    public AskedInventory {
        requireNonNull(domains, "domains");
        requireNonNull(answers, "answers");
        requireNonNull(failures, "failures");
    }

    /** Asks for one domain after the other; one that is not answered for does not keep the next from being asked for. */
    public static AskedInventory ask(Inventory inventory, ImmutableSet<Domain> domains, Inventory.Wanted wanted) {
        ImmutableList.Builder<InventoryAnswer> answers = ImmutableList.builder();
        ImmutableList.Builder<Problem> failures = ImmutableList.builder();
        for (Domain domain : domains) {
            try {
                answers.add(inventory.list(domain, wanted));
            } catch (PxeException failure) {
                failures.addAll(failure.problems());
            }
        }
        return new AskedInventory(domains, answers.build(), failures.build());
    }
}
