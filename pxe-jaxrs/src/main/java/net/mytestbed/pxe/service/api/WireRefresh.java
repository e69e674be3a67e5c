package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import java.util.List;
import net.mytestbed.pxe.manager.RefreshedDomain;
import net.mytestbed.pxe.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the inventory says now, asked anew.
 *
 * @param domains those that were asked for at once; all others are asked for when they are needed the next time
 */
public record WireRefresh(List<RefreshedTestbed> domains) {
    public WireRefresh {
        requireNonNull(domains, "domains");
    }

    /**
     * A domain.
     *
     * @param domain its name
     * @param nodes how many nodes it has of which everything is sound
     * @param problems what is wrong with the others, or with the inventory
     */
    public record RefreshedTestbed(String domain, int nodes, List<Trouble> problems) {
        public RefreshedTestbed {
            requireNonNull(domain, "domain");
            requireNonNull(problems, "problems");
        }
    }

    /**
     * Something that is wrong.
     *
     * @param code as in answers that refuse
     * @param node the node that it is about; absent where it is about none
     * @param detail a sentence
     */
    public record Trouble(String code, @Nullable String node, String detail) {
        public Trouble {
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }

        private static Trouble of(Problem problem) {
            return new Trouble(problem.code().wireName(), problem.node().orElse(null), problem.sentence());
        }
    }

    /** The answer that tells this. */
    public static WireRefresh of(List<RefreshedDomain> domains) {
        return new WireRefresh(domains.stream()
                .map(domain -> new RefreshedTestbed(
                        domain.domain().value(),
                        domain.nodes(),
                        domain.problems().stream().map(Trouble::of).collect(toImmutableList())))
                .collect(toImmutableList()));
    }
}
