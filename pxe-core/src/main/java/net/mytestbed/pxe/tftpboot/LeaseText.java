package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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
 * Leases as the text of a link: what they have in common, then each node, {@code orbit-2.0.0 until=2016-01-24T23:47:18Z
 * since=2016-01-24T23:37:18Z by=10.18.0.9 request=7f3a domain=sb8.orbit-lab.org 0A120102=node1-2 0A120103=node1-3}. Without an end it says
 * {@code until=cleared}. A node's name is followed by the domain unless it ends with a dot, as in a DNS zone. Other words that
 * it does not know are passed over, so that a later version may add some.
 *
 * @param text the text of one link, short enough for every file system
 * @param leases those that it tells
 */
record LeaseText(String text, ImmutableList<Lease> leases) {
    /** XFS keeps 1,024 bytes of a link's text, ext4 with small blocks 1,023, others more. */
    static final int LONGEST = 1_023;

    private static final String UNTIL_CLEARED = "cleared";
    private static final Splitter WORDS = Splitter.on(' ');
    private static final Splitter NAME_AND_VALUE = Splitter.on('=').limit(2);

    /** What leases of one text have in common. */
    private record Terms(
            BootConfigName image, Optional<Instant> until, Instant since, Requester requester, Domain domain) {
        static Terms of(Lease lease) {
            return new Terms(
                    lease.image(),
                    lease.until(),
                    lease.since(),
                    lease.requester(),
                    lease.node().domain());
        }

        String text() {
            return image + " until=" + until.map(Instant::toString).orElse(UNTIL_CLEARED) + " since=" + since + " by="
                    + requester.who() + " request=" + requester.requestId() + " domain=" + domain;
        }

        Lease lease(HexIp address, NodeId node) {
            return new Lease(new BootLink(address, image), new Node(node, domain), since, until, requester);
        }
    }

    /** Writes leases in as few texts as they fit in. */
    static ImmutableList<LeaseText> write(Collection<Lease> leases) {
        return Multimaps.index(leases, Terms::of).asMap().entrySet().stream()
                .flatMap(alike -> write(alike.getKey(), alike.getValue(), LONGEST).stream())
                .collect(toImmutableList());
    }

    /** Writes leases that stood in one text in one again, however long that was: it may have been put there by hand. */
    static LeaseText inOne(Collection<Lease> alike) {
        return write(Terms.of(alike.iterator().next()), alike, Integer.MAX_VALUE)
                .get(0);
    }

    private static ImmutableList<LeaseText> write(Terms terms, Collection<Lease> leases, int longest) {
        ImmutableList.Builder<LeaseText> texts = ImmutableList.builder();
        String common = terms.text();
        String ending = "." + terms.domain();
        StringBuilder text = new StringBuilder(common);
        ImmutableList.Builder<Lease> told = ImmutableList.builder();
        for (Lease lease : leases) {
            String node = " " + lease.address() + "=" + name(lease.node().id().value(), ending);
            if (text.length() > common.length() && text.length() + node.length() > longest) {
                texts.add(new LeaseText(text.toString(), told.build()));
                text.setLength(common.length());
                told = ImmutableList.builder();
            }
            text.append(node);
            told.add(lease);
        }
        return texts.add(new LeaseText(text.toString(), told.build())).build();
    }

    private static String name(String node, String ending) {
        return node.endsWith(ending) ? node.substring(0, node.length() - ending.length()) : node + ".";
    }

    /** @return empty if it is not such a text */
    static Optional<LeaseText> parse(String text) {
        try {
            List<String> words = WORDS.splitToList(text);
            Map<String, String> fields = new HashMap<>();
            Map<HexIp, String> nodes = new HashMap<>();
            for (String word : words.subList(1, words.size())) {
                List<String> parts = NAME_AND_VALUE.splitToList(word);
                String twice = HexIp.isHex(parts.get(0))
                        ? nodes.put(HexIp.ofHex(parts.get(0)), parts.get(1))
                        : fields.put(parts.get(0), parts.get(1));
                if (twice != null) {
                    return Optional.empty();
                }
            }
            Terms terms = terms(BootConfigName.of(words.get(0)), fields);
            ImmutableList<Lease> leases = nodes.entrySet().stream()
                    .map(node -> terms.lease(node.getKey(), node(node.getValue(), terms.domain())))
                    .collect(toImmutableList());
            return leases.isEmpty() ? Optional.empty() : Optional.of(new LeaseText(text, leases));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Terms terms(BootConfigName image, Map<String, String> fields) {
        String until = field(fields, "until");
        return new Terms(
                image,
                until.equals(UNTIL_CLEARED) ? Optional.empty() : Optional.of(Instant.parse(until)),
                Instant.parse(field(fields, "since")),
                new Requester(field(fields, "by"), field(fields, "request")),
                Domain.of(field(fields, "domain")));
    }

    private static NodeId node(String name, Domain domain) {
        return NodeId.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name + "." + domain);
    }

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
