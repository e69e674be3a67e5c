package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.manager.NodeChange;
import net.mytestbed.pxe.manager.NodeState;
import net.mytestbed.pxe.manager.NodeStates;
import net.mytestbed.pxe.manager.Outcome;
import net.mytestbed.pxe.service.http.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of answers, and the one place where they are made of the domain's. Each is made when it is written, so that no answer needs
 * room for thousands of them.
 */
public final class WireNodes {
    private WireNodes() {}

    /**
     * The answer to a plan that was asked for, carried out or not.
     *
     * @param warnings what the caller should know and what did not stop the plan, sentences
     * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said; else absent
     */
    public record Plan(
            String action,
            boolean dryRun,
            List<PlannedNode> nodes,
            List<String> warnings,
            @Nullable String staleSince) {
        public Plan {
            requireNonNull(action, "action");
            requireNonNull(nodes, "nodes");
            requireNonNull(warnings, "warnings");
        }
    }

    /**
     * What becomes of a node.
     *
     * @param change {@code create}, {@code replace}, {@code remove}, {@code keep} or {@code refuse}
     * @param from what it booted before
     * @param to what it boots afterwards
     * @param lease the lease of its link afterwards; absent where there is none
     * @param reason why it is refused; else absent
     */
    public record PlannedNode(
            String node,
            String domain,
            String address,
            String hex,
            String change,
            String from,
            String to,
            @Nullable WireLease lease,
            @Nullable String reason) {
        public PlannedNode {
            requireNonNull(node, "node");
            requireNonNull(domain, "domain");
            requireNonNull(address, "address");
            requireNonNull(hex, "hex");
            requireNonNull(change, "change");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }

    /**
     * The answer to a question for several nodes.
     *
     * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said; else absent
     */
    public record States(List<State> nodes, @Nullable String staleSince) {
        public States {
            requireNonNull(nodes, "nodes");
        }
    }

    /**
     * What a node boots by now.
     *
     * @param image the boot configuration, {@code default} where it has no link
     * @param origin who made what stands under its name, a {@link NodeState.Origin} in lower case
     * @param lease the link's lease; absent where it has none
     * @param staleSince as in {@link States}, where one node was asked for by itself
     */
    public record State(
            String node,
            String domain,
            String address,
            String hex,
            String image,
            String origin,
            @Nullable WireLease lease,
            @Nullable String staleSince) {
        public State {
            requireNonNull(node, "node");
            requireNonNull(domain, "domain");
            requireNonNull(address, "address");
            requireNonNull(hex, "hex");
            requireNonNull(image, "image");
            requireNonNull(origin, "origin");
        }
    }

    /** The answer that tells this outcome. */
    public static Plan plan(PlanRequest.Action action, boolean dryRun, Outcome outcome) {
        return new Plan(
                action.wireName(),
                dryRun,
                Lists.transform(outcome.changes(), WireNodes::planned),
                outcome.warnings(),
                time(outcome.staleSince()));
    }

    /** The answer that tells these states. */
    public static States states(NodeStates states) {
        return new States(Lists.transform(states.nodes(), state -> state(state, null)), time(states.staleSince()));
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    /** The answer to a question for one node. */
    static State state(NodeStates one) {
        return state(one.nodes().get(0), time(one.staleSince()));
    }

    private static State state(NodeState state, @Nullable String staleSince) {
        return new State(
                state.node().id().value(),
                state.node().domain().value(),
                state.address().address(),
                state.address().hex(),
                Shown.image(state.entry()),
                Ascii.toLowerCase(state.origin().name()),
                state.lease().map(WireLease::of).orElse(null),
                staleSince);
    }

    private static PlannedNode planned(NodeChange node) {
        return new PlannedNode(
                node.node().id().value(),
                node.node().domain().value(),
                node.address().address(),
                node.address().hex(),
                node.change().word(),
                Shown.imageBefore(node.change()),
                Shown.imageAfter(node.change()),
                node.lease().map(WireLease::of).orElse(null),
                reason(node.change()).orElse(null));
    }

    private static Optional<String> reason(LinkChange change) {
        return change instanceof LinkChange.Refuse refuse ? Optional.of(refuse.reason()) : Optional.empty();
    }
}
