package net.mytestbed.pxe.cli.doctor;

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
record AskedInventory(
        ImmutableSet<Domain> domains, ImmutableList<InventoryAnswer> answers, ImmutableList<Problem> failures) {
    AskedInventory {
        requireNonNull(domains, "domains");
        requireNonNull(answers, "answers");
        requireNonNull(failures, "failures");
    }

    static AskedInventory ask(Inventory inventory, ImmutableSet<Domain> domains) {
        ImmutableList.Builder<InventoryAnswer> answers = ImmutableList.builder();
        ImmutableList.Builder<Problem> failures = ImmutableList.builder();
        for (Domain domain : domains) {
            try {
                answers.add(inventory.list(domain, Inventory.Wanted.ADDRESS_AND_IMAGE));
            } catch (PxeException failure) {
                failures.addAll(failure.problems());
            }
        }
        return new AskedInventory(domains, answers.build(), failures.build());
    }
}
