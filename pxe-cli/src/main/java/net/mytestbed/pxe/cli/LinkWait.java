package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.cli.control.ChangeSignal;
import net.mytestbed.pxe.cli.control.ServerException;
import net.mytestbed.pxe.service.api.WireLease;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;

/** Waits until the links that a request has set stand no more. */
final class LinkWait {
    /** As good as no end. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private final Surroundings surroundings;
    private final BootControl control;
    private volatile ImmutableList<WireNodes.PlannedNode> standing;
    private boolean isLost;

    /** @param plan what was set, carried out */
    LinkWait(Surroundings surroundings, BootControl control, WireNodes.Plan plan) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.control = requireNonNull(control, "control");
        this.standing = ImmutableList.copyOf(plan.nodes());
    }

    /**
     * Waits, and tells a person who sits there for what.
     *
     * @param longest how long; empty: as long as it takes
     * @return the nodes whose links stand all the same
     */
    ImmutableList<WireNodes.PlannedNode> untilEnded(Optional<Duration> longest) {
        int all = standing.size();
        return surroundings.progress().during(() -> told(all), () -> {
            try (ChangeSignal signal = control.changes(
                    standing.stream().map(WireNodes.PlannedNode::hex).collect(toImmutableSet()))) {
                waitFor(signal, longest.orElse(EVER));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return standing;
        });
    }

    private void waitFor(ChangeSignal signal, Duration longest) throws InterruptedException {
        long begin = System.nanoTime();
        look();
        while (!standing.isEmpty()) {
            Duration left = longest.minusNanos(System.nanoTime() - begin);
            if (left.isNegative()) {
                return;
            }
            signal.await(left);
            look();
        }
    }

    /** A service that is started anew keeps its links, so its absence says nothing of them. */
    private void look() {
        try {
            ImmutableMap<String, WireLinks.Link> links =
                    control.links().links().stream().collect(toImmutableMap(WireLinks.Link::hex, link -> link));
            standing = standing.stream()
                    .filter(node -> stands(node, Optional.ofNullable(links.get(node.hex()))))
                    .collect(toImmutableList());
            isLost = false;
        } catch (ServerException e) {
            if (!e.isUnreachable()) {
                throw e;
            }
            if (!isLost) {
                isLost = true;
                surroundings.complain(e.getMessage() + " Waiting on.");
            }
        }
    }

    /** The same link, by this request; or by an earlier one, where there was nothing to be done. */
    private static boolean stands(WireNodes.PlannedNode node, Optional<WireLinks.Link> link) {
        Optional<WireLease> wanted = Optional.ofNullable(node.lease());
        Optional<WireLease> found = link.flatMap(known -> Optional.ofNullable(known.lease()));
        return wanted.isPresent()
                && found.isPresent()
                && link.orElseThrow().target().equals(node.to())
                && (found.get().request().equals(wanted.get().request())
                        || Objects.equals(found.get().until(), wanted.get().until()));
    }

    private String told(int all) {
        Optional<Instant> next = standing.stream()
                .flatMap(node -> Optional.ofNullable(node.lease()).map(WireLease::until).stream())
                .map(Instant::parse)
                .min(Comparator.naturalOrder());
        return "Waiting: " + standing.size() + " of " + all + " links stand"
                + next.map(end -> ", the next ends in "
                                + TimeLeft.until(end, surroundings.clock().instant()))
                        .orElse("");
    }
}
