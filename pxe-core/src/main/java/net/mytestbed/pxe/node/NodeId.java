package net.mytestbed.pxe.node;

import com.google.common.base.CharMatcher;
import java.util.Optional;

/**
 * A testbed node by name: an FQDN ({@code node1-2.sb8.orbit-lab.org}), an OMF HRN ({@code omf.nicta.node1}) or a bare name
 * ({@code node1-2}) that only says something together with a domain.
 *
 * @param value the name, in lower case
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');

    /** @throws IllegalArgumentException if the value is not a name */
    public NodeId {
        value = DottedName.checked("node", value);
    }

    /** @throws IllegalArgumentException if the value is not a name */
    public static NodeId of(String value) {
        return new NodeId(value);
    }

    /** The node at these coordinates of a testbed, as ORBIT names it: {@code node<x>-<y>.<domain>}. */
    public static NodeId at(Coordinates position, Domain domain) {
        return new NodeId(position.nodeName() + "." + domain);
    }

    /**
     * The domain that the name itself tells: what follows the first dot of an FQDN, what precedes the last dot of an HRN, nothing
     * for a bare name. OMF numbers nodes in an HRN's last label and never in its first ({@code omf.nicta.node1}), so a name of that
     * shape is an HRN and every other one an FQDN.
     */
    public Optional<Domain> domain() {
        int first = value.indexOf('.');
        if (first < 0) {
            return Optional.empty();
        }
        int last = value.lastIndexOf('.');
        boolean hrn = DIGIT.matchesAnyOf(value.substring(last + 1)) && DIGIT.matchesNoneOf(value.substring(0, first));
        return Optional.of(Domain.of(hrn ? value.substring(0, last) : value.substring(first + 1)));
    }

    /** Whether the name has no dot, so that it needs a domain to mean a node. */
    public boolean isBare() {
        return value.indexOf('.') < 0;
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
