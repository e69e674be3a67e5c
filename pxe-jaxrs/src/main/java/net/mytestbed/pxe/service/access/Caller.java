package net.mytestbed.pxe.service.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;

/**
 * Who sent the request at which a thread works, and whether it changes something.
 *
 * @param name the address, for sentences
 * @param address the address where it is IPv4
 * @param grant what its token allows, where it brought one
 * @param changes whether the request may change what nodes boot
 * @param allow from where nodes may be commanded
 */
record Caller(
        String name, Optional<HexIp> address, Optional<Grant> grant, boolean changes, Optional<AllowedNetworks> allow) {
    private static final ThreadLocal<Optional<Caller>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    Caller {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(grant, "grant");
        requireNonNull(allow, "allow");
    }

    /** That of this thread's request; none where the service itself is at work. */
    static Optional<Caller> current() {
        return CURRENT.get();
    }

    void enter() {
        CURRENT.set(Optional.of(this));
    }

    static void leave() {
        CURRENT.remove();
    }

    /** Why it must not have this domain, if it must not. */
    Optional<Problem> refusal(Domain domain) {
        if (grant.isPresent() && !grant.get().covers(domain)) {
            return Optional.of(Problem.of(
                    ProblemCode.FORBIDDEN,
                    "The token " + grant.get().name() + " is not for the domain " + domain
                            + "; use another one, or enter the domain for it in the file of tokens."));
        }
        return changes && allow.isPresent() && !allow.get().allow(domain, address)
                ? Optional.of(outside(domain))
                : Optional.empty();
    }

    /**
     * Why it must not have this node. An inventory that goes by the node's name would find it in whichever domain the request says, so
     * a domain in the name counts too.
     */
    Optional<Problem> refusal(Node node) {
        return refusal(node.domain())
                .or(() -> node.id()
                        .domain()
                        .filter(named -> changes
                                && allow.isPresent()
                                && allow.get().names(named)
                                && !allow.get().allow(named, address))
                        .map(this::outside));
    }

    private Problem outside(Domain domain) {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                "Nodes of the domain " + domain + " cannot be commanded from " + name
                        + ": it is in none of the domain's networks (http: allow).");
    }
}
