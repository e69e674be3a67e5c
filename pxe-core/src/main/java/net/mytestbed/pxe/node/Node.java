package net.mytestbed.pxe.node;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A node of a testbed: the name it was called by, and the domain it was looked for in. {@code node1-2} in
 * {@code sb8.orbit-lab.org} and {@code node1-2.sb8.orbit-lab.org} there are the same node, and equal.
 *
 * @param id the name as it was called
 * @param domain the testbed
 */
public record Node(NodeId id, Domain domain) {
    public Node {
        requireNonNull(id, "id");
        requireNonNull(domain, "domain");
    }

    /**
     * The node of this name in the domain that was given, or else in the one that the name itself tells.
     *
     * @throws IllegalArgumentException if neither tells a domain
     */
    public static Node of(NodeId id, Optional<Domain> given) {
        Domain domain = given.or(id::domain)
                .orElseThrow(() -> new IllegalArgumentException("Node \"" + id
                        + "\" has no domain: give its full name (node1-2.sb8.orbit-lab.org) or name the domain."));
        return new Node(id, domain);
    }

    /** The name with its domain, so that one node has one full name however it was called. */
    public NodeId fullName() {
        return id.isBare() ? NodeId.of(id + "." + domain) : id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Node node
                && domain.equals(node.domain)
                && (id.equals(node.id) || fullText().equals(node.fullText()));
    }

    @Override
    public int hashCode() {
        return fullText().hashCode();
    }

    /** Not as a {@link NodeId}, which would be checked anew each time that a node is looked up. */
    private String fullText() {
        return id.isBare() ? id.value() + "." + domain.value() : id.value();
    }

    @Override
    public String toString() {
        return id.value();
    }
}
