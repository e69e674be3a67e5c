package net.mytestbed.pxe.service.access;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HttpHeaders;
import com.google.common.net.InetAddresses;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.net.Inet4Address;
import java.util.Optional;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.AuditLog;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.http.RequesterHandler;

/** Refuses who may not ask at all, and notes who asks for {@link GuardedInventory}. A refusal stands in the audit log. */
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final ImmutableSet<String> OWN_SITE = ImmutableSet.of("same-origin", "none");
    private static final String BEARER = "Bearer ";

    private final AccessRules rules;

    public AccessFilter(AccessRules rules) {
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Requester requester = RequesterHandler.requester(request);
        Call call = Call.of(request);
        try {
            refuseOtherSites(request, call);
            Optional<HexIp> address = address(requester);
            Optional<Grant> grant = grant(request, call, address);
            if (call.changes()) {
                refuseOtherNetworks(call, address, requester);
            }
            new Caller(requester.who(), address, grant, call.changes(), rules.allow()).enter();
        } catch (PxeException refusal) {
            AuditLog.refused(request.getMethod() + " /" + request.getUriInfo().getPath(), refusal, requester);
            throw refusal;
        }
    }

    /** A browser says from which page a request comes; a page of another site must not command nodes by whoever looks at it. */
    private static void refuseOtherSites(ContainerRequestContext request, Call call) {
        Optional<String> site = header(request, HttpHeaders.SEC_FETCH_SITE);
        Optional<String> origin = header(request, HttpHeaders.ORIGIN);
        String host = header(request, HttpHeaders.HOST).orElse("");
        boolean fromOtherSite = site.filter(from -> !OWN_SITE.contains(from)).isPresent()
                || origin.filter(from -> !Ascii.equalsIgnoreCase(from.replaceFirst("^https?://", ""), host))
                        .isPresent();
        if (fromOtherSite && (call.changes() || (!call.open() && !call.legacy()))) {
            throw forbidden("A page of another site ("
                    + quoted(origin.or(() -> site).orElse("")) + ") sent this; only pages of this service may.");
        }
    }

    private Optional<Grant> grant(ContainerRequestContext request, Call call, Optional<HexIp> address) {
        if (rules.tokens().isEmpty() || call.open()) {
            return Optional.empty();
        }
        Optional<String> token = header(request, HttpHeaders.AUTHORIZATION)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).trim());
        if (token.isEmpty()
                && call.legacy()
                && rules.legacy()
                        .filter(networks -> AllowedNetworks.contain(networks, address))
                        .isPresent()) {
            return Optional.empty();
        }
        Grant grant = token.flatMap(rules.tokens().get()::find)
                .orElseThrow(() -> new PxeException(Problem.of(
                        ProblemCode.UNAUTHENTICATED,
                        token.isPresent()
                                ? "The token is not known here; ask the operator for one."
                                : "A token is needed here: send one as Authorization: Bearer TOKEN.")));
        if (!grant.covers(call.needs())) {
            throw forbidden("The token " + grant.name() + " has the right to "
                    + Ascii.toLowerCase(grant.right().name()) + ", and this needs "
                    + Ascii.toLowerCase(call.needs().name()) + ".");
        }
        if (call.needs() == Right.ALL && !grant.domains().isEmpty()) {
            throw forbidden("This concerns all domains, and the token " + grant.name() + " is only for some of them.");
        }
        if (Call.listens(request)) {
            refuseOtherDomains(request, grant);
        }
        return Optional.of(grant);
    }

    /** No inventory is asked there, which would tell whose nodes these are. */
    private static void refuseOtherDomains(ContainerRequestContext request, Grant grant) {
        String domain =
                Strings.nullToEmpty(request.getUriInfo().getQueryParameters().getFirst("domain"));
        if (!grant.domains().isEmpty()
                && grant.domains().stream().noneMatch(own -> Ascii.equalsIgnoreCase(own.value(), domain))) {
            throw forbidden("The token " + grant.name() + " is not for "
                    + (domain.isEmpty() ? "all domains: name one (domain)." : "the domain " + quoted(domain) + "."));
        }
    }

    private void refuseOtherNetworks(Call call, Optional<HexIp> address, Requester requester) {
        if (call.legacy()
                && rules.legacy()
                        .filter(networks -> !AllowedNetworks.contain(networks, address))
                        .isPresent()) {
            throw forbidden("OMF's calls that change something are not open to " + requester.who()
                    + ": it is in none of the networks for them (http: legacy).");
        }
        if (call.needs() == Right.ALL
                && rules.allow()
                        .filter(allow -> !allow.allowEverything(address))
                        .isPresent()) {
            throw forbidden("This concerns all domains, and not all of them can be commanded from " + requester.who()
                    + " (http: allow).");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Caller.leave();
    }

    private static Optional<HexIp> address(Requester requester) {
        return InetAddresses.isInetAddress(requester.who())
                        && InetAddresses.forString(requester.who()) instanceof Inet4Address
                ? Optional.of(HexIp.ofAddress(requester.who()))
                : Optional.empty();
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }

    private static PxeException forbidden(String sentence) {
        return new PxeException(Problem.of(ProblemCode.FORBIDDEN, sentence));
    }
}
