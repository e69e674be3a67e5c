package net.mytestbed.pxe.node;

import static com.google.common.base.Preconditions.checkArgument;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import java.util.regex.Pattern;

/**
 * The hardware address of a node's control interface.
 *
 * @param value six pairs of lower-case hexadecimal digits joined by colons: {@code 00:03:2d:08:1a:23}
 */
public record MacAddress(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** @throws IllegalArgumentException if it is not six pairs of hexadecimal digits joined by colons or dashes */
    public MacAddress {
        String plain = Ascii.toLowerCase(value).replace('-', ':');
        checkArgument(
                SHAPE.matcher(plain).matches(),
                "%s is not a MAC address: expected six pairs of hexadecimal digits, as in 00:03:2d:08:1a:23.",
                quoted(value));
        value = plain;
    }

    /** @throws IllegalArgumentException if it is not six pairs of hexadecimal digits joined by colons or dashes */
    public static MacAddress of(String value) {
        return new MacAddress(value);
    }

    /** The file that PXELINUX asks for before the one named after the address: {@code 01-00-03-2d-08-1a-23} (01 is Ethernet). */
    public String searchName() {
        return "01-" + value.replace(':', '-');
    }

    @Override
    public String toString() {
        return value;
    }
}
