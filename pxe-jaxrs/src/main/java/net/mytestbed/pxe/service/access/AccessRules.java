package net.mytestbed.pxe.service.access;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.node.Network;

/**
 * The rules of one service.
 *
 * @param allow from where nodes may be commanded; empty: from everywhere
 * @param legacy from where OMF's calls may change something, and need no token; empty: from everywhere, but with a token where there
 *     are tokens
 * @param tokens the tokens, of which each call needs one; empty: none is needed
 */
public record AccessRules(
        Optional<AllowedNetworks> allow, Optional<ImmutableSet<Network>> legacy, Optional<Tokens> tokens) {
    /** Who reaches the port may do everything. */
    public static final AccessRules OPEN = new AccessRules(Optional.empty(), Optional.empty(), Optional.empty());

    public AccessRules {
        requireNonNull(allow, "allow");
        requireNonNull(legacy, "legacy");
        requireNonNull(tokens, "tokens");
    }
}
