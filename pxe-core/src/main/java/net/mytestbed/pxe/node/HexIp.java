package net.mytestbed.pxe.node;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A node's control address: the IPv4 address by which it boots, and at the same time the name of its file, for PXELINUX asks
 * for the address in upper-case hexadecimal (PXELINUX manual, "Configuration"): 10.18.1.2 is {@code 0A120102}.
 *
 * @param bits the address as a 32-bit number, highest byte first
 */
public record HexIp(int bits) implements Comparable<HexIp> {
    private static final HexFormat HEX_DIGITS = HexFormat.of().withUpperCase();
    private static final Pattern HEX = Pattern.compile("[0-9A-F]{8}");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Splitter DOTS = Splitter.on('.');

    /**
     * Reads a plain dotted address. A leading zero is refused: some programs read it as octal, so {@code 010.0.0.1} means
     * different nodes to different readers.
     *
     * @throws IllegalArgumentException if it is not four decimal numbers from 0 to 255
     */
    public static HexIp ofAddress(String address) {
        List<String> octets = DOTS.limit(5).splitToList(address);
        // Not checkArgument, which would quote every good one too.
        if (octets.size() != 4 || !octets.stream().allMatch(HexIp::isOctet)) {
            throw new IllegalArgumentException(
                    quoted(address)
                            + " is not a plain IPv4 address: expected four numbers from 0 to 255 without leading zeros, as in 10.18.1.2.");
        }
        return new HexIp(octets.stream().mapToInt(Integer::parseInt).reduce(0, (bits, octet) -> bits << 8 | octet));
    }

    /**
     * Reads the name of a node's file.
     *
     * @throws IllegalArgumentException if it is not eight upper-case hexadecimal digits
     */
    public static HexIp ofHex(String hex) {
        if (!isHex(hex)) {
            throw new IllegalArgumentException(
                    quoted(hex)
                            + " is not the name of a node's file: expected eight upper-case hexadecimal digits, as in 0A120102.");
        }
        return new HexIp(Integer.parseUnsignedInt(hex, 16));
    }

    /** Whether a file of this name is some node's own file. */
    public static boolean isHex(String name) {
        return HEX.matcher(name).matches();
    }

    private static boolean isOctet(String octet) {
        return OCTET.matcher(octet).matches() && Integer.parseInt(octet) <= 255;
    }

    /** The dotted address: {@code 10.18.1.2}. */
    public String address() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    /** The name of the node's file: {@code 0A120102}. */
    public String hex() {
        return HEX_DIGITS.toHexDigits(bits);
    }

    /**
     * The names by which PXELINUX asks for this address, in its order: the whole name, then cut by one digit at a time
     * ({@code 0A120102}, {@code 0A12010}, ... {@code 0}).
     */
    public ImmutableList<String> searchNames() {
        String hex = hex();
        return IntStream.iterate(hex.length(), length -> length > 0, length -> length - 1)
                .mapToObj(length -> hex.substring(0, length))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public int compareTo(HexIp other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return hex();
    }
}
