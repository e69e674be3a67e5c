package net.mytestbed.pxe.manager;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/**
 * What the inventory says of a domain now, asked anew.
 *
 * @param domain the domain
 * @param nodes how many nodes it has of which everything is sound
 * @param problems what is wrong with the others, or with the inventory
 */
public record RefreshedDomain(Domain domain, int nodes, ImmutableList<Problem> problems) {
    public RefreshedDomain {
        requireNonNull(domain, "domain");
        checkArgument(nodes >= 0, "%s nodes", nodes);
        requireNonNull(problems, "problems");
    }

    static RefreshedDomain ask(Inventory inventory, Domain domain) {
        try {
            InventoryAnswer answer = inventory.fresh().list(domain, Inventory.Wanted.ADDRESS_AND_IMAGE);
            return new RefreshedDomain(domain, answer.nodes().size(), answer.problems());
        } catch (PxeException failure) {
            return new RefreshedDomain(domain, 0, failure.problems());
        }
    }
}
