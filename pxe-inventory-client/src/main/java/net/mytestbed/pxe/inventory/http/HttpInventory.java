package net.mytestbed.pxe.inventory.http;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.http.Dialect.Spoken;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inventory service over HTTP. It is asked with as few calls as its dialect allows, {@value ParallelCalls#AT_ONCE} of them at
 * once; what it says is checked value by value. One that fails several times in a row is left alone for a while, and whoever asks it
 * meanwhile is told so at once.
 */
public final class HttpInventory implements Inventory {
    private static final Logger log = LoggerFactory.getLogger(HttpInventory.class);

    private final URI url;
    private final InventoryHttp http;
    private final OmfDialect omf;
    private final OrbitDialect orbit;
    private volatile Optional<Dialect> known;

    /**
     * @param url the service, as {@code http://inventory:5054/inventory}
     * @throws IllegalArgumentException if this is not the URL of an HTTP service
     */
    public HttpInventory(URI url, InventoryDialect dialect, TimeLimits limits) {
        this.url = requireNonNull(url, "url");
        this.http = new InventoryHttp(url, limits);
        this.omf = new OmfDialect(http);
        this.orbit = new OrbitDialect(http);
        this.known = switch (dialect) {
            case OMF -> Optional.of(omf);
            case ORBIT -> Optional.of(orbit);
            case AUTO -> Optional.empty();
        };
    }

    /**
     * Checks that a URL names no user: it would be sent to no inventory, and the password would be shown wherever the URL is.
     *
     * @throws IllegalArgumentException if it names one; the message does not tell the password
     */
    public static void requireNoPassword(URI url) {
        checkArgument(
                url.getRawUserInfo() == null,
                "The URL of the inventory on %s names a user. No inventory is sent it, and logs would show its password:"
                        + " leave out what stands before the @.",
                url.getHost());
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        if (nodes.isEmpty()) {
            return new InventoryAnswer(ImmutableMap.of(), ImmutableList.of());
        }
        ParallelCalls.Request request = http.begin();
        Node first = nodes.iterator().next();
        return dialect(request, dialect -> dialect.isSpoken(first)).lookup(nodes, wanted, request);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        ParallelCalls.Request request = http.begin();
        return dialect(request, dialect -> dialect.isSpoken(domain)).list(domain, wanted, request);
    }

    private Dialect dialect(ParallelCalls.Request request, Function<Dialect, Spoken> question) {
        return known.orElseGet(() -> {
            if (request.one(() -> question.apply(omf)) == Spoken.YES) {
                return remembered(omf, InventoryDialect.OMF);
            }
            Spoken orbitIsSpoken = request.one(() -> question.apply(orbit));
            if (orbitIsSpoken == Spoken.YES) {
                return remembered(orbit, InventoryDialect.ORBIT);
            }
            // Not remembered: an error may mean anything, and nonsense comes from whatever stands before a service that
            // is not up.
            return orbitIsSpoken == Spoken.PERHAPS ? orbit : omf;
        });
    }

    private Dialect remembered(Dialect dialect, InventoryDialect name) {
        log.info("inventory-dialect inventory={} dialect={}", url, name);
        known = Optional.of(dialect);
        return dialect;
    }

    /** Whether it failed so often that it is left alone, or that one call tries it before others follow. */
    public boolean isLeftAlone() {
        return http.isInDoubt();
    }

    /** Its URL. */
    @Override
    public String toString() {
        return url.toString();
    }
}
