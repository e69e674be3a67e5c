package net.mytestbed.pxe.node;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import java.util.List;

/**
 * An IPv4 network, as {@code 10.18.0.0/16}.
 *
 * @param base its first address
 * @param prefix how many bits its addresses have in common, 0 to 32
 */
public record Network(HexIp base, int prefix) {
    private static final Splitter SLASH = Splitter.on('/').limit(3);

    /** @throws IllegalArgumentException if the prefix is out of range, or the base is not the first address of a network so long */
    public Network {
        requireNonNull(base, "base");
        checkArgument(prefix >= 0 && prefix <= 32, "%s is not the length of a prefix: expected 0 to 32.", prefix);
        int first = base.bits() & mask(prefix);
        checkArgument(
                base.bits() == first,
                "%s/%s is not a network: the first address of it is %s.",
                base.address(),
                prefix,
                new HexIp(first).address());
    }

    /**
     * Reads a network in CIDR notation (RFC 4632).
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Network of(String text) {
        List<String> parts = SLASH.splitToList(text);
        Integer prefix = parts.size() == 2 ? Ints.tryParse(parts.get(1)) : null;
        checkArgument(
                prefix != null && String.valueOf(prefix).equals(parts.get(1)),
                "%s is not a network: expected an address and the length of its prefix, as in 10.18.0.0/16.",
                quoted(text));
        return new Network(HexIp.ofAddress(parts.get(0)), prefix);
    }

    /** Whether this is one of its addresses. */
    public boolean contains(HexIp address) {
        return (address.bits() & mask(prefix)) == base.bits();
    }

    /** Shifting by 32 would shift by nothing. */
    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    /** In CIDR notation. */
    @Override
    public String toString() {
        return base.address() + "/" + prefix;
    }
}
