package net.mytestbed.pxe.tftpboot;

import com.google.common.base.Splitter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;

/**
 * A lease as the text of a link, well under the 4,095 bytes that Linux allows: {@code orbit-2.0.0 until=2016-01-24T23:47:18Z
 * node=node1-2.sb8.orbit-lab.org domain=sb8.orbit-lab.org since=2016-01-24T23:37:18Z by=10.18.0.9 request=7f3a}. Without an end it says
 * {@code until=cleared}. {@code was=} names the image of the lease that it replaced, for the case that the process dies before the link is made. Words
 * that it does not know are passed over, so that a later version may add some.
 */
final class LeaseText {
    private static final String UNTIL_CLEARED = "cleared";
    private static final Splitter WORDS = Splitter.on(' ').limit(2);
    private static final Splitter.MapSplitter FIELDS =
            Splitter.on(' ').withKeyValueSeparator(Splitter.on('=').limit(2));

    private LeaseText() {}

    /** @param former the boot configuration of the lease that this one replaces, if that was another one */
    static String write(Lease lease, Optional<BootConfigName> former) {
        return lease.image() + " until=" + lease.until().map(Instant::toString).orElse(UNTIL_CLEARED) + " node="
                + lease.node().id() + " domain=" + lease.node().domain() + " since=" + lease.since() + " by="
                + lease.requester().who() + " request="
                + lease.requester().requestId()
                + former.map(image -> " was=" + image).orElse("");
    }

    static Optional<Lease> parse(HexIp address, String text) {
        try {
            List<String> words = WORDS.splitToList(text);
            return words.size() < 2
                    ? Optional.empty()
                    : Optional.of(
                            lease(new BootLink(address, BootConfigName.of(words.get(0))), FIELDS.split(words.get(1))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same lease for the link that stood before it, if that had one. */
    static Optional<Lease> parseFormer(HexIp address, String text) {
        try {
            Map<String, String> fields = FIELDS.split(WORDS.splitToList(text).get(1));
            return Optional.ofNullable(fields.get("was"))
                    .map(was -> lease(new BootLink(address, BootConfigName.of(was)), fields));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Lease lease(BootLink link, Map<String, String> fields) {
        String until = field(fields, "until");
        return new Lease(
                link,
                new Node(NodeId.of(field(fields, "node")), Domain.of(field(fields, "domain"))),
                Instant.parse(field(fields, "since")),
                until.equals(UNTIL_CLEARED) ? Optional.empty() : Optional.of(Instant.parse(until)),
                new Requester(field(fields, "by"), field(fields, "request")));
    }

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
