package net.mytestbed.pxe.service.access;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.node.Domain;

/**
 * What the bearer of a token may do.
 *
 * @param name whose token it is
 * @param right the highest right
 * @param domains the domains whose nodes may be asked for and changed; none: all domains
 */
public record Grant(String name, Right right, ImmutableSet<Domain> domains) {
    public Grant {
        requireNonNull(name, "name");
        requireNonNull(right, "right");
        requireNonNull(domains, "domains");
    }

    boolean covers(Right asked) {
        return right.compareTo(asked) >= 0;
    }

    boolean covers(Domain domain) {
        return domains.isEmpty() || domains.contains(domain);
    }
}
