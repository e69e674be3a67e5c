package net.mytestbed.pxe.node;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * Which nodes a request means, as OMF's {@code ns} parameter writes it: names {@code a,b,c}, coordinates {@code [1,2]}, lists of
 * coordinates {@code [[1,1],[1,2]]} and ranges {@code [1..3,1..20]}, in any mixture. Coordinates are the nodes
 * {@code node<x>-<y>.<domain>}.
 *
 * @param parts what was written, in its order
 */
public record NodeSet(ImmutableList<Part> parts) {
    /** As many nodes as one set may mean: well over any testbed, and little enough to hold. */
    public static final int MOST_NODES = 100_000;

    /** One part of a set. */
    public sealed interface Part {
        /** How many nodes it means. */
        long size();
    }

    /** A node by its name. */
    public record Named(NodeId id) implements Part {
        public Named {
            requireNonNull(id, "id");
        }

        @Override
        public long size() {
            return 1;
        }
    }

    /**
     * All nodes whose coordinates lie in a rectangle, its edges included.
     *
     * @param from the corner with the smallest coordinates
     * @param to the corner with the largest
     */
    public record Rectangle(Coordinates from, Coordinates to) implements Part {
        /** @throws IllegalArgumentException if a range runs backwards */
        public Rectangle {
            checkArgument(
                    from.x() <= to.x() && from.y() <= to.y(),
                    "The range [%s..%s,%s..%s] runs backwards: expected the smaller number first.",
                    from.x(),
                    to.x(),
                    from.y(),
                    to.y());
        }

        @Override
        public long size() {
            return (1L + to.x() - from.x()) * (1L + to.y() - from.y());
        }
    }

    /** @throws IllegalArgumentException if the set means more than {@link #MOST_NODES} nodes; a part that is repeated counts once */
    public NodeSet {
        // Saturating, because two ranges over all numbers have more nodes together than a long can count.
        long size = parts.stream()
                .distinct()
                .mapToLong(Part::size)
                .reduce(0, (sum, n) -> Math.min(sum + n, Long.MAX_VALUE / 2));
        checkArgument(
                size <= MOST_NODES, "The node set means more than %s nodes: expected that many at most.", MOST_NODES);
    }

    /** These nodes by name. */
    public static NodeSet of(Iterable<NodeId> names) {
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        names.forEach(name -> parts.add(new Named(name)));
        return new NodeSet(parts.build());
    }

    /**
     * Reads a node set. Blanks around names and numbers and empty parts ({@code a,,b}) are passed over; an empty text is the
     * empty set, because an experiment with no nodes must not fail (OMF 5.4 accepts {@code ns=}).
     *
     * @throws net.mytestbed.pxe.problem.PxeException with a problem for each part that cannot be read
     */
    public static NodeSet parse(String text) {
        return new NodeSetParser(text).parse();
    }

    /** Whether it means no node at all. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * The nodes it means in the order they were written, each of them once.
     *
     * @param domain the domain given with the set; without one each name has to tell its own
     * @throws IllegalArgumentException if there are coordinates, or names that tell no domain, and no domain is given
     */
    public ImmutableSet<Node> nodes(Optional<Domain> domain) {
        ImmutableSet.Builder<Node> nodes = ImmutableSet.builder();
        for (Part part : parts) {
            if (part instanceof Named named) {
                nodes.add(Node.of(named.id(), domain));
            } else if (part instanceof Rectangle rectangle) {
                addAll(rectangle, domain, nodes);
            }
        }
        return nodes.build();
    }

    private static void addAll(Rectangle rectangle, Optional<Domain> given, ImmutableSet.Builder<Node> nodes) {
        Domain domain = given.orElseThrow(() -> new IllegalArgumentException(
                "Coordinates need a domain: name the testbed whose node<x>-<y> they are."));
        for (int x = rectangle.from().x(); x <= rectangle.to().x(); x++) {
            for (int y = rectangle.from().y(); y <= rectangle.to().y(); y++) {
                nodes.add(new Node(NodeId.at(new Coordinates(x, y), domain), domain));
            }
        }
    }
}
